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


def shrunk(seed: int, question: str = "") -> World:
    """Return the least world that comes of a seed's and on which lab and proof still disagree, about a question."""
    world, before = world_from(seed), -1
    while before != _size(world):
        before = _size(world)
        for take in list(_cuts(world)):
            less = take(world)
            if _disagrees(less, question):
                world = less
    return world


def _disagrees(world: World, question: str) -> bool:
    try:
        return any(question in one for one in compare(world).disagreements)
    except (LookupError, AssertionError, RuntimeError):
        return False


def _size(world: World) -> int:
    facts = [fact for table in world.tables.values() for fact in table.values()]
    return len(facts) + sum(len(getattr(fact, _PARTS.get(type(fact), ""), ())) for fact in facts)


def _cuts(world: World) -> Iterator[Callable[[World], World]]:
    """Yield what takes each fact away, and each part of a fact."""
    for kind, table in world.tables.items():
        for key, fact in table.items():
            if "#" in key:
                # What AWS makes with every VPC is no more to be taken away than the VPC's own.
                continue
            yield lambda one, kind=kind, key=key: one.without(kind, key)  # type: ignore[misc]
            for part in getattr(fact, _PARTS.get(kind, ""), ()):
                yield lambda one, kind=kind, key=key, part=part: _cut(one, kind, key, part)  # type: ignore[misc]


def _cut(world: World, kind: type, key: str, part: Any) -> World:  # noqa: ANN401 - a rule, an entry or a route
    fact = world.tables[kind].get(key)
    name = _PARTS[kind]
    if fact is None:
        return world
    left = tuple(one for one in getattr(fact, name) if one != part)
    less: Fact = replace(fact, **{name: left})  # type: ignore[type-var]
    return world.with_facts(less)


def told(world: World) -> str:
    """Write a world, one fact a line, and what disagrees on it."""
    facts = [fact for table in world.tables.values() for fact in table.values()]
    return "".join(f"{one}\n" for one in (*facts, *compare(world).disagreements))
