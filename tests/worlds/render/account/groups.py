"""Security groups and their rules."""

from __future__ import annotations

from typing import Any

from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from tests.worlds.render.account.maker import Maker
from tests.worlds.render.inexpressible import known


def make(maker: Maker) -> None:
    """Make the groups first, because their rules name each other."""
    ec2 = maker.client("ec2")
    for group in maker.facts(SecurityGroup):
        if group.default:
            continue
        made = ec2.create_security_group(
            GroupName=known(group.name), Description="a group", VpcId=maker.key(group.vpc)
        )["GroupId"]
        maker.keys[group.id] = made
        (there,) = ec2.describe_security_groups(GroupIds=[made])["SecurityGroups"]
        if there["IpPermissionsEgress"]:
            ec2.revoke_security_group_egress(GroupId=made, IpPermissions=there["IpPermissionsEgress"])
    for group in maker.facts(SecurityGroup):
        if not group.default:
            for rule in group.rules:
                _rule(maker, ec2, maker.key(group.id), rule)


def _rule(maker: Maker, ec2: Any, group: str, rule: GroupRule) -> None:  # noqa: ANN401 - made at run time
    peer = maker.key(rule.peer)
    families = {
        PeerKind.CIDR: {"IpRanges": [{"CidrIp": peer}]},
        PeerKind.IPV6_CIDR: {"Ipv6Ranges": [{"CidrIpv6": peer}]},
        PeerKind.GROUP: {"UserIdGroupPairs": [{"GroupId": peer}]},
        PeerKind.PREFIX_LIST: {"PrefixListIds": [{"PrefixListId": peer}]},
    }
    ports = {"FromPort": known(rule.from_port), "ToPort": known(rule.to_port)}
    permission = {"IpProtocol": known(rule.protocol), **ports, **families[rule.kind]}
    way = ec2.authorize_security_group_ingress
    if rule.direction is Direction.EGRESS:
        way = ec2.authorize_security_group_egress
    way(GroupId=group, IpPermissions=[permission])
