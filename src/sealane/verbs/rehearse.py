"""`rehearse`: every step of every task's start made for real, in the network that a source describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.faults.choose import chosen, pieces_of, without
from sealane.verbs.observer import Observer
from sealane.verbs.subject import Subject, world_of
from sealane.verbs.wish import services_of

if TYPE_CHECKING:
    from sealane.faults.piece import Piece
    from sealane.verbs.request import Request
    from sealane.verbs.wish import Wish
    from sealane.verdicts.rehearsal import Rehearsal
    from sealane.world.world import World


def rehearse(wish: Wish, request: Request, observer: Observer) -> Rehearsal:
    """Rehearse a source once; nothing is left behind, and nothing of the machine is changed.

    Raises:
        InputError: when the source, an image or the name of a piece is wrong.
        EnvironmentFailure: when the machine lacks something that a lab needs.

    """
    world = _checked(wish, request, observer)
    # What a machine without the lab's libraries lacks is told before they are asked for.
    from sealane.verbs.rehearsing import Theatre

    taken = [piece for name in wish.without for piece in chosen(world, name, broken=False)]
    taken += [piece for name in wish.broken for piece in chosen(world, name, broken=True)]
    with Theatre(wish, request, observer) as theatre:
        return theatre.rehearse(without(world, taken), (*wish.without, *wish.broken))


def rehearse_each(wish: Wish, request: Request, observer: Observer) -> Iterator[Rehearsal]:
    """Rehearse a source as it is, and then without each of its pieces in turn; raises as `rehearse` does."""
    world = _checked(wish, request, observer)
    # What a machine without the lab's libraries lacks is told before they are asked for.
    from sealane.verbs.rehearsing import Theatre

    with Theatre(wish, request, observer) as theatre:
        yield theatre.rehearse(world, ())
        for piece in pieces_of(world):
            yield theatre.rehearse(piece.taken(world), (piece.name,))


def pieces(subject: Subject, request: Request, observer: Observer) -> tuple[Piece, ...]:
    """Return what can be taken away or broken in a source; raises as `prove` does."""
    return pieces_of(world_of(subject, request, observer))


def _checked(wish: Wish, request: Request, observer: Observer) -> World:
    """Read the source, and refuse what is wrong before anything is started."""
    from sealane.lab.kernel.requirements import require
    from sealane.sandbox.skopeo import require_readable

    world = world_of(wish.subject, request, observer)
    services_of(world, wish.services)
    require()
    if wish.image:
        require_readable(wish.image, request.environ)
    return world
