"""VPCs: their DNS off."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.faults.piece import Change, Piece, PieceKind
from sealane.records import replace
from sealane.world.values import Known
from sealane.world.vpcs import Vpc
from sealane.world.world import World


def pieces(world: World) -> Iterator[Piece]:
    """Yield the DNS support of every VPC that has it."""
    for vpc in world.table(Vpc).values():
        if vpc.dns_support == Known(True):  # noqa: FBT003 - a value
            off = replace(vpc, dns_support=Known(False))  # noqa: FBT003 - a value
            yield Piece(
                kind=PieceKind.DNS,
                handle=vpc.id,
                aliases=(),
                origin=vpc.origin,
                changes=(Change(before=vpc, after=off),),
            )
