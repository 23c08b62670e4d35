"""`DescribeNetworkAcls` to network ACLs."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.security_groups import Direction
from sealane.world.values import Known, Origin, Unread, Value

# The entry that closes every ACL: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html
_CLOSING = 32767
_ICMP = frozenset({"1", "58"})
_TCP_AND_UDP = frozenset({"6", "17"})


def network_acls(shelf: Shelf) -> Iterator[NetworkAcl]:
    """Yield the ACLs: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAcl.html."""
    for node in shelf.nodes("ec2:DescribeNetworkAcls", "NetworkAcls"):
        key = key_of(node, "NetworkAclId")
        origin = origin_of(key, node)
        yield NetworkAcl(
            id=key,
            origin=origin,
            vpc=Known(key_of(node, "VpcId")),
            default=node.flag("IsDefault", default=False),
            subnets=tuple(item.text("SubnetId") for item in node.nodes("Associations") if item.text("SubnetId")),
            entries=tuple(
                _entry(entry, origin) for entry in node.nodes("Entries") if entry.number("RuleNumber", 0) < _CLOSING
            ),
        )


def _entry(node: Node, origin: Origin) -> AclEntry:
    """Return the entry: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html."""
    protocol = node.text("Protocol", "-1")
    from_port, to_port = _ports(node, protocol)
    return AclEntry(
        origin=origin,
        direction=Direction.EGRESS if node.flag("Egress", default=False) else Direction.INGRESS,
        number=Known(node.number("RuleNumber", 0)),
        allow=_allow(node),
        protocol=Known(protocol),
        from_port=from_port,
        to_port=to_port,
        cidr=_cidr(node),
    )


def _allow(node: Node) -> Value[bool]:
    action = node.text("RuleAction")
    if action in {"allow", "deny"}:
        return Known(action == "allow")
    return Unread("the answer says neither allow nor deny", "ec2:DescribeNetworkAcls")


def _ports(node: Node, protocol: str) -> tuple[Value[int], Value[int]]:
    if protocol in _TCP_AND_UDP:
        span = node.node("PortRange")
        if not (span.has("From") and span.has("To")):
            missing = Unread("the answer names no ports", "ec2:DescribeNetworkAcls")
            return missing, missing
        return Known(span.number("From", -1)), Known(span.number("To", -1))
    icmp = node.node("IcmpTypeCode")
    if protocol in _ICMP and (icmp.number("Type", -1) != -1 or icmp.number("Code", -1) != -1):
        # An entry for some messages of ICMP is neither one for all of them nor one for none.
        narrow = Unread("the entry is about one type of ICMP message")
        return narrow, narrow
    return Known(-1), Known(-1)


def _cidr(node: Node) -> Value[str]:
    block = node.text("CidrBlock") or node.text("Ipv6CidrBlock")
    return Known(block) if block else Unread("the answer names no block", "ec2:DescribeNetworkAcls")
