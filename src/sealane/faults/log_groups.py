"""Log groups: gone."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.faults.piece import Change, Piece, PieceKind
from sealane.world.stores import LogGroup
from sealane.world.values import Known
from sealane.world.world import World


def pieces(world: World) -> Iterator[Piece]:
    """Yield every log group."""
    for group in world.table(LogGroup).values():
        yield Piece(
            kind=PieceKind.LOG_GROUP,
            handle=group.id,
            aliases=(group.name.value,) if isinstance(group.name, Known) else (),
            origin=group.origin,
            changes=(Change(before=group, after=None),),
        )
