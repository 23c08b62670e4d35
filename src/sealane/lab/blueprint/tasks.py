"""A place where a task starts."""

from __future__ import annotations

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One task's place: the space of its interface, and what runs it in which subnet (keys of the world)."""

    space: str
    service: str
    subnet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undrawn:
    """Something of the world that the lab could not be given, and why: a rehearsal says so and claims nothing of it.

    `service` is the key of the service that it concerns, empty for all of them.
    """

    what: str
    why: str
    service: str = ""
