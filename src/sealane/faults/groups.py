"""Security groups: one rule gone, or all of them."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.faults.piece import Change, Piece, PieceKind
from sealane.records import replace
from sealane.world.security_groups import SecurityGroup
from sealane.world.world import World


def pieces(world: World) -> Iterator[Piece]:
    """Yield every rule of every group, and every group that has any."""
    for group in world.table(SecurityGroup).values():
        if group.rules:
            emptied = replace(group, rules=())
            yield Piece(
                kind=PieceKind.GROUP,
                handle=group.id,
                aliases=(),
                origin=group.origin,
                changes=(Change(before=group, after=emptied),),
            )
        for place, rule in enumerate(group.rules):
            left = group.rules[:place] + group.rules[place + 1 :]
            own = rule.origin.name != group.origin.name
            yield Piece(
                kind=PieceKind.RULE,
                handle=rule.origin.name if own and _alone(group, place) else f"{group.id}/{place + 1}",
                aliases=(),
                origin=rule.origin,
                changes=(Change(before=group, after=replace(group, rules=left)),),
            )


def _alone(group: SecurityGroup, place: int) -> bool:
    """Tell whether no other rule of the group stands at the same place of the source."""
    name = group.rules[place].origin.name
    return sum(rule.origin.name == name for rule in group.rules) == 1
