"""`rehearse`: every step of every task's start made for real, in the network that a source describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.faults.choose import chosen, pieces_of, without
from sealane.verbs.observer import Observer
from sealane.verbs.subject import Subject, world_of

if TYPE_CHECKING:
    from sealane.faults.piece import Piece
    from sealane.verbs.request import Request
    from sealane.verbs.wish import Wish
    from sealane.verdicts.rehearsal import Rehearsal


def rehearse(wish: Wish, request: Request, observer: Observer) -> Rehearsal:
    """Rehearse a source once; nothing is left behind, and nothing of the machine is changed.

    Raises:
        InputError: when the source, an image or the name of a piece is wrong.
        EnvironmentFailure: when the machine lacks something that a lab needs.

    """
    from sealane.lab.kernel.requirements import require
    from sealane.verbs.rehearsing import Theatre

    require()
    world = world_of(wish.subject, request, observer)
    taken = [piece for name in wish.without for piece in chosen(world, name, broken=False)]
    taken += [piece for name in wish.broken for piece in chosen(world, name, broken=True)]
    with Theatre(wish, request, observer) as theatre:
        return theatre.rehearse(without(world, taken), (*wish.without, *wish.broken))


def rehearse_each(wish: Wish, request: Request, observer: Observer) -> Iterator[Rehearsal]:
    """Rehearse a source as it is, and then without each of its pieces in turn; raises as `rehearse` does."""
    from sealane.lab.kernel.requirements import require
    from sealane.verbs.rehearsing import Theatre

    require()
    world = world_of(wish.subject, request, observer)
    with Theatre(wish, request, observer) as theatre:
        yield theatre.rehearse(world, ())
        for piece in pieces_of(world):
            yield theatre.rehearse(piece.taken(world), (piece.name,))


def pieces(subject: Subject, request: Request, observer: Observer) -> tuple[Piece, ...]:
    """Return what can be taken away or broken in a source; raises as `prove` does."""
    return pieces_of(world_of(subject, request, observer))
