"""Network namespaces, and the links between them."""

from __future__ import annotations

import enum

from sealane.lab.blueprint.addresses import Assigned
from sealane.records import dataclass


class SpaceKind(enum.StrEnum):
    """What a space stands for."""

    TASK = "task"
    INTERFACE = "interface"
    ROUTER = "router"
    EDGE = "edge"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """A network namespace.

    Attributes:
        name: unique in its blueprint and the same for the same thing in the next one, so that a change of the world
            changes only what it touches.
        kind: a task's interface, another interface, a VPC's router, a gateway of any kind, or what lies beyond.
        stands_for: the key of the fact in the world; for a task that of what runs it.
        forwards: whether packets that are not for it may pass through.
        own: addresses that belong to the space itself and to no link, as those of a resolver.
        answers_for: blocks of which every single address is this space's own, as those behind a gateway endpoint.

    """

    name: str
    kind: SpaceKind
    stands_for: str
    forwards: bool = False
    own: tuple[Assigned, ...] = ()
    answers_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a link: a device of at most 15 characters, unique in its space, with its addresses."""

    space: str
    device: str
    addresses: tuple[Assigned, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A cable between two spaces. Who sends into it needs no neighbour's name: what enters one end leaves the other."""

    one: End
    other: End
