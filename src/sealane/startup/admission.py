"""Whether security groups let addresses in on port 443: the groups of one interface are united, rules only allow.

https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network, collapse_addresses, ip_network

from sealane.startup.journeys import HTTPS
from sealane.world.security_groups import Direction, GroupRule, SecurityGroup
from sealane.world.values import Known, Value

_ANY_PROTOCOL = Known("-1")
_TCP = frozenset({Known("tcp"), Known("6")})


def admits(groups: Iterable[SecurityGroup], cidrs: Iterable[Value[str]]) -> bool:
    """Tell whether every address of the blocks surely may connect to port 443.

    Rules that name another group or a prefix list count as closed: whether a task that does not exist yet matches
    them cannot be seen. So does what is not known of a rule.
    """
    rules = [rule for group in groups for rule in group.rules if _opens(rule)]
    allowed = list(collapse_addresses(block for rule in rules if (block := _block(rule.peer)) is not None))
    wanted = [_block(cidr) for cidr in cidrs if cidr != Known("")]
    return all(block is not None and any(block.subnet_of(one) for one in allowed) for block in wanted)


def _opens(rule: GroupRule) -> bool:
    if rule.direction is not Direction.INGRESS:
        return False
    if rule.protocol == _ANY_PROTOCOL:
        return True
    if rule.protocol not in _TCP or not isinstance(rule.from_port, Known) or not isinstance(rule.to_port, Known):
        return False
    return rule.from_port.value <= HTTPS <= rule.to_port.value


def _block(peer: Value[str]) -> IPv4Network | None:
    """Return the IPv4 block that a rule or a subnet has, `None` for a group, a prefix list, IPv6 or the unknown."""
    if not isinstance(peer, Known):
        return None
    try:
        block = ip_network(peer.value, strict=False)
    except ValueError:
        return None
    return block if isinstance(block, IPv4Network) else None
