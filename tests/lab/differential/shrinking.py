"""What matters of a world that lab and proof disagree on: everything is taken away that can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from sealane.world.network_acls import NetworkAcl
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.world import Fact, World
from tests.lab.differential.comparison import compare
from tests.lab.differential.worlds import world_from

_PARTS: dict[type, str] = {SecurityGroup: "rules", NetworkAcl: "entries", RouteTable: "routes"}


def shrunk(seed: int, disagrees: Callable[[World], bool] | None = None) -> World:
    """Return the least world that comes of a seed's and on which lab and proof still disagree."""
    wrong = disagrees or _disagrees
    world = world_from(seed)
    smaller: World | None = world
    while smaller is not None:
        world = smaller
        smaller = next((one for one in _less(world) if wrong(one)), None)
    return world


def _disagrees(world: World) -> bool:
    try:
        return bool(compare(world).disagreements)
    except (KeyError, StopIteration, AssertionError):
        return False


def _less(world: World) -> Iterator[World]:
    """Yield the world without each fact, and without each part of a fact."""
    for kind, table in world.tables.items():
        for key, fact in table.items():
            yield world.without(kind, key)
            name = _PARTS.get(kind, "")
            parts: tuple[Any, ...] = getattr(fact, name) if name else ()
            for number in range(len(parts)):
                less: Fact = replace(fact, **{name: (*parts[:number], *parts[number + 1 :])})  # type: ignore[type-var]
                yield world.with_facts(less)


def told(world: World) -> str:
    """Write a world, one fact a line, and what disagrees on it."""
    facts = [fact for table in world.tables.values() for fact in table.values()]
    return "".join(f"{one}\n" for one in (*facts, *compare(world).disagreements))
