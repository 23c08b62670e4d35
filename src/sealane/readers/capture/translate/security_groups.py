"""`DescribeSecurityGroups` and `DescribeSecurityGroupRules` to security groups, one rule per peer."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.records import replace
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.values import Known, Origin, Unread, Value

_GROUPS = "ec2:DescribeSecurityGroups"
_ASSOCIATIONS = "ec2:DescribeSecurityGroupVpcAssociations"
_PEERS = (
    ("IpRanges", "CidrIp", PeerKind.CIDR),
    ("Ipv6Ranges", "CidrIpv6", PeerKind.IPV6_CIDR),
    ("PrefixListIds", "PrefixListId", PeerKind.PREFIX_LIST),
    ("UserIdGroupPairs", "GroupId", PeerKind.GROUP),
)
_RULE_PEERS = (
    ("CidrIpv4", PeerKind.CIDR),
    ("CidrIpv6", PeerKind.IPV6_CIDR),
    ("PrefixListId", PeerKind.PREFIX_LIST),
)
# EC2 writes these four by name and every other protocol as a number.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
_NAMES = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}
_WITH_PORTS = frozenset({"tcp", "udp", "icmp", "icmpv6"})


def security_groups(shelf: Shelf) -> Iterator[SecurityGroup]:
    """Yield the groups: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html.

    A rule's origin is its own id where `DescribeSecurityGroupRules` tells it. A group that only its rules name is
    there too, with what is missing said.
    """
    apart = _rules_by_group(shelf)
    shared = _further_vpcs(shelf)
    for node in shelf.nodes(_GROUPS, "SecurityGroups"):
        key = key_of(node, "GroupId")
        origin = origin_of(node.text("SecurityGroupArn") or key, node)
        rules = (
            *_rules(Direction.INGRESS, node, "IpPermissions", origin),
            *_rules(Direction.EGRESS, node, "IpPermissionsEgress", origin),
        )
        yield SecurityGroup(
            id=key,
            origin=origin,
            vpc=Known(node.text("VpcId")),
            name=Known(node.text("GroupName")),
            rules=tuple(_placed(rule, apart.get(key, ())) for rule in rules),
            default=node.text("GroupName") == "default",
            vpcs=shared.get(key, ()),
        )
        apart.pop(key, None)
    why = shelf.why_not(_GROUPS)
    for key, left in apart.items():
        yield SecurityGroup(id=key, origin=Origin(key), vpc=why, name=why, rules=left, hidden=(why,))


def _rules(direction: Direction, group: Node, key: str, origin: Origin) -> Iterator[GroupRule]:
    """Give one rule per peer: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html."""
    for permission in group.nodes(key):
        for family, name, kind in _PEERS:
            for peer in permission.nodes(family):
                yield _rule(direction, permission, kind, peer.text(name), origin)


def _rules_by_group(shelf: Shelf) -> dict[str, tuple[GroupRule, ...]]:
    """Return the rules that stand alone: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html."""
    found: dict[str, tuple[GroupRule, ...]] = {}
    for node in shelf.nodes("ec2:DescribeSecurityGroupRules", "SecurityGroupRules"):
        direction = Direction.EGRESS if node.flag("IsEgress", default=False) else Direction.INGRESS
        peers = [(kind, node.text(name)) for name, kind in _RULE_PEERS if node.text(name)]
        group = node.node("ReferencedGroupInfo").text("GroupId")
        origin = origin_of(node.text("SecurityGroupRuleArn") or key_of(node, "SecurityGroupRuleId"), node)
        for kind, peer in [*peers, *([(PeerKind.GROUP, group)] if group else [])]:
            rule = _rule(direction, node, kind, peer, origin)
            found[key_of(node, "GroupId")] = (*found.get(node.text("GroupId"), ()), rule)
    return found


def _rule(direction: Direction, node: Node, kind: PeerKind, peer: str, origin: Origin) -> GroupRule:
    written = node.text("IpProtocol", "-1")
    protocol = _NAMES.get(written, written)
    return GroupRule(
        origin=origin,
        direction=direction,
        protocol=Known(protocol),
        from_port=_port(node, protocol, "FromPort"),
        to_port=_port(node, protocol, "ToPort"),
        kind=kind,
        peer=Known(peer) if peer else Unread("the answer does not name the peer", _GROUPS),
    )


def _port(node: Node, protocol: str, name: str) -> Value[int]:
    if protocol in _WITH_PORTS and not node.has(name):
        return Unread("the answer names no ports", _GROUPS)
    return Known(node.number(name, -1) if protocol in _WITH_PORTS else -1)


def _placed(rule: GroupRule, apart: tuple[GroupRule, ...]) -> GroupRule:
    same = (other.origin for other in apart if replace(other, origin=rule.origin) == rule)
    return replace(rule, origin=next(same, rule.origin))


def _further_vpcs(shelf: Shelf) -> dict[str, tuple[str, ...]]:
    """Return the VPCs that groups are associated with beside their own.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupVpcAssociation.html
    """
    found: dict[str, tuple[str, ...]] = {}
    for node in shelf.nodes(_ASSOCIATIONS, "SecurityGroupVpcAssociations"):
        if node.text("State") == "associated":
            group = key_of(node, "GroupId")
            found[group] = (*found.get(group, ()), key_of(node, "VpcId"))
    return found
