"""All pieces of a world, and the one that a name means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from sealane.errors import InputError, Problem
from sealane.faults import endpoints, groups, log_groups, network_acls, roles, vpcs
from sealane.faults.piece import Piece
from sealane.world.world import World

_FILES = (endpoints, groups, network_acls, vpcs, roles, log_groups)
_NEAR = 3


def pieces_of(world: World) -> tuple[Piece, ...]:
    """Return every piece that can be taken away or broken, in the order of the source within each kind."""
    return tuple(piece for file in _FILES for piece in file.pieces(world))


def without(world: World, pieces: Iterable[Piece]) -> World:
    """Return a world with several pieces gone, the last ones first: places before them stay the same."""
    for piece in reversed(tuple(pieces)):
        now = next(one for one in pieces_of(world) if one.name == piece.name)
        world = now.taken(world)
    return world


def chosen(world: World, name: str, *, broken: bool) -> tuple[Piece, ...]:
    """Return the pieces that a name such as `endpoint:logs` means; an alias of several means all of them together.

    Raises:
        InputError: `piece-unknown`.

    """
    kind, _, handle = name.partition(":")
    pieces = [piece for piece in pieces_of(world) if piece.broken == broken]
    mine = [piece for piece in pieces if piece.kind == kind]
    exact = tuple(piece for piece in mine if piece.handle == handle)
    found = exact or tuple(piece for piece in mine if handle in piece.aliases)
    if found:
        return found
    option = "--break" if broken else "--without"
    known = [
        *(piece.name for piece in pieces),
        *(f"{piece.kind}:{alias}" for piece in pieces for alias in piece.aliases),
    ]
    near = difflib.get_close_matches(name, known, n=_NEAR, cutoff=0.5)
    raise InputError(
        Problem(
            code="piece-unknown",
            what=f"`{option} {name}` names nothing of the source",
            facts=(("near it", ", ".join(dict.fromkeys(near)) or "nothing"),),
            hint="list what can be named: `sealane rehearse SOURCE --pieces`",
        )
    )
