"""Security groups and their rules, each rule a resource of its own."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.world import World
from tests.worlds.render.inexpressible import known
from tests.worlds.render.terraform.block import Attribute, Block, Ref
from tests.worlds.render.terraform.naming import name_of, refer

_TYPES = {
    Direction.INGRESS: "aws_vpc_security_group_ingress_rule",
    Direction.EGRESS: "aws_vpc_security_group_egress_rule",
}
_PEERS = {
    PeerKind.CIDR: "cidr_ipv4",
    PeerKind.IPV6_CIDR: "cidr_ipv6",
    PeerKind.PREFIX_LIST: "prefix_list_id",
    PeerKind.GROUP: "referenced_security_group_id",
}


def blocks(world: World) -> Iterator[Block]:
    """Yield the groups and rules; the default group of a VPC comes with it."""
    for group in world.table(SecurityGroup).values():
        if "#" not in group.id:
            yield from _group(group)


def _group(group: SecurityGroup) -> Iterator[Block]:
    # AWS takes no name that looks like an id.
    name = (known(group.name) or group.id).removeprefix("sg-")
    yield Block(
        type="aws_security_group",
        name=name_of(group.id),
        values={"name": name, "description": "a group", "vpc_id": Ref(known(group.vpc))},
        key=group.id,
        minted={"id": group.id, "arn": f"arn:aws:ec2:us-east-1:111122223333:security-group/{group.id}"},
        origins=(group.origin.name,),
    )
    for number, rule in enumerate(group.rules):
        yield _rule(group, number, rule)


def _rule(group: SecurityGroup, number: int, rule: GroupRule) -> Block:
    protocol, peer = known(rule.protocol), known(rule.peer)
    values: dict[str, Attribute] = {
        "security_group_id": Ref(group.id),
        "ip_protocol": protocol,
        _attribute(rule.kind, peer): refer(peer) if rule.kind in {PeerKind.GROUP, PeerKind.PREFIX_LIST} else peer,
    }
    if protocol != "-1":
        values |= {"from_port": known(rule.from_port), "to_port": known(rule.to_port)}
    return Block(
        type=_TYPES[rule.direction],
        name=f"{name_of(group.id)}_{number}",
        values=values,
        minted={"id": f"sgr-{group.id}{number}", "security_group_rule_id": f"sgr-{group.id}{number}"},
        origins=(rule.origin.name,),
    )


def _attribute(kind: PeerKind, peer: str) -> str:
    return _PEERS[PeerKind.IPV6_CIDR if ":" in peer and kind is PeerKind.CIDR else kind]
