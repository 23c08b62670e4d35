"""A security group as the peer of a rule: the private addresses of its members, as far as a VPC can mean them.

https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.land import Land
from sealane.lab.survey.neighbours import peers_of
from sealane.lab.survey.parts import BlockSet
from sealane.world.security_groups import Direction, SecurityGroup


def set_of_group(
    land: Land, vpc: str, key: str, direction: Direction, members: Mapping[str, Sequence[Interface]]
) -> Iterator[BlockSet | Undrawn]:
    """Yield the set of a group as a rule in a VPC means it: members in that VPC, and in those it is peered with.

    Over a transit gateway a reference works only for what arrives, and only where the gateway and its attachments say
    so, which no source of ours tells: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
    """
    if key not in land.world.table(SecurityGroup):
        yield Undrawn(what=f"security group {key}", why="a rule names it, and it is not in the source")
    meant = {vpc} | peers_of(land.world, vpc)
    found = members.get(key, ())
    for other in sorted({one.vpc for one in found} - meant):
        if direction is Direction.INGRESS:
            yield Undrawn(what=f"rules for {key} in {vpc}", why=f"a transit gateway may or may not tell of {other}")
    blocks = sorted(block for one in found if one.vpc in meant for block in one.blocks)
    yield BlockSet(name=f"group:{key}:{vpc}", blocks=tuple(blocks))
