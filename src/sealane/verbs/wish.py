"""What is to be rehearsed of a source."""

from __future__ import annotations

from sealane.errors import InputError, Problem
from sealane.records import dataclass
from sealane.verbs.subject import Subject
from sealane.world.services import Service
from sealane.world.values import Known
from sealane.world.world import World

PATIENCE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be rehearsed.

    Attributes:
        subject: the source.
        image: what skopeo reads the image from; empty for one that stands in for it.
        services: only these, by name or key; all of them when there are none.
        without: pieces that are taken away before, as `endpoint:logs`.
        broken: pieces that are broken where they stand, as `acl:subnet-a`.
        capture: the file for the packets, empty for none.
        patience: seconds to wait for a connection; AWS waits longer, and a lab answers at once or never.

    """

    subject: Subject
    image: str = ""
    services: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    capture: str = ""
    patience: float = PATIENCE


def services_of(world: World, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of the services that names mean; all of them for no name.

    Raises:
        InputError: `service-unknown`.

    """
    services = world.table(Service)
    if not names:
        return tuple(services)
    found = []
    for name in names:
        mine = [key for key, one in services.items() if name in {key, one.origin.name} or one.name == Known(name)]
        if not mine:
            known = ", ".join(services) or "none"
            hint = "name one of them, or leave the option out"
            raise InputError(
                Problem(
                    code="service-unknown",
                    what=f"The source has no service {name!r}",
                    facts=(("it has", known),),
                    hint=hint,
                )
            )
        found += mine
    return tuple(dict.fromkeys(found))
