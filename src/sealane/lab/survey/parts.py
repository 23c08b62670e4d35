"""The pieces that a blueprint is put together from, in whatever order they are found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.gates import Gate, Masquerade, Pairing
from sealane.lab.blueprint.listeners import Listener
from sealane.lab.blueprint.names import Answer, Resolver, Servers
from sealane.lab.blueprint.routes import Lookup, Way
from sealane.lab.blueprint.spaces import Link, Space
from sealane.lab.blueprint.tasks import Seat, Undrawn
from sealane.records import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSet:
    """A named set of blocks, for the gates."""

    name: str
    blocks: tuple[str, ...]


Part = (
    Space
    | Link
    | Way
    | Lookup
    | Gate
    | Masquerade
    | Pairing
    | BlockSet
    | Resolver
    | Servers
    | Listener
    | Seat
    | Undrawn
)


def blueprint_of(
    parts: Iterable[Part], public_names: tuple[Answer, ...], internet_address: tuple[str, ...]
) -> Blueprint:
    """Put parts together; what is said twice stands once."""
    found = tuple(dict.fromkeys(parts))

    def of(kind: type[T]) -> tuple[T, ...]:
        return tuple(one for one in found if isinstance(one, kind))

    return Blueprint(
        spaces=of(Space),
        links=of(Link),
        ways=of(Way),
        lookups=of(Lookup),
        gates=of(Gate),
        masquerades=of(Masquerade),
        pairings=of(Pairing),
        sets={one.name: one.blocks for one in of(BlockSet)},
        resolvers=of(Resolver),
        servers=of(Servers),
        public_names=public_names,
        internet_address=internet_address,
        listeners=of(Listener),
        seats=of(Seat),
        undrawn=of(Undrawn),
    )
