"""Whether security groups let addresses in on port 443: the groups of one interface are united, rules only allow.

https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network, collapse_addresses, ip_network

from sealane.startup.journeys import HTTPS
from sealane.world.network import GroupRule, SecurityGroup

_ANY_PROTOCOL = "-1"
_TCP = frozenset({"tcp", "6"})


def admits(groups: Iterable[SecurityGroup], cidrs: Iterable[str]) -> bool:
    """Tell whether every address of the blocks may connect to port 443.

    Rules that name another group or a prefix list count as closed: whether a task that does not exist yet matches
    them cannot be seen.
    """
    rules = [rule for group in groups for rule in group.rules if _opens(rule)]
    allowed = list(collapse_addresses(block for rule in rules if (block := _block(rule.peer)) is not None))
    wanted = [ip_network(cidr) for cidr in cidrs]
    return all(any(block.subnet_of(one) for one in allowed) for block in wanted if isinstance(block, IPv4Network))


def _opens(rule: GroupRule) -> bool:
    if rule.direction != "ingress":
        return False
    if rule.protocol == _ANY_PROTOCOL:
        return True
    return rule.protocol in _TCP and rule.from_port <= HTTPS <= rule.to_port


def _block(peer: str) -> IPv4Network | None:
    """Return the IPv4 block that a rule names, `None` for a group, a prefix list or IPv6."""
    try:
        block = ip_network(peer, strict=False)
    except ValueError:
        return None
    return block if isinstance(block, IPv4Network) else None
