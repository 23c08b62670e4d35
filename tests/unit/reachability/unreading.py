"""Every way to take one thing from a world: a value, what a list may lack, all facts of a noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sealane.world.gaps import Gap, Noun
from sealane.world.values import Known, Unknown, Unread
from sealane.world.world import Fact, World

WHY = Unread("not asked")
_LATER = Unknown("after apply")


def takings(world: World) -> list[tuple[str, World]]:
    """List the worlds in which one thing is not known, each with the name of what is missing."""
    found = [(f"{type(fact).__name__} {fact.id} {name}", world.with_facts(less)) for fact, name, less in _facts(world)]
    found += [(f"gap {noun}", replace(world, gaps=(*world.gaps, Gap(noun=noun, why=WHY)))) for noun in Noun]
    return found


def _facts(world: World) -> Iterator[tuple[Fact, str, Fact]]:
    for table in world.tables.values():
        for fact in table.values():
            for name, less in less_of(fact):
                yield fact, name, less


def less_of(value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a fact or a part of one
    """Yield a value with one field of it unknown, of its parts too."""
    if not is_dataclass(value):
        return
    for field in fields(value):
        now = getattr(value, field.name)
        if isinstance(now, Known):
            yield field.name, replace(value, **{field.name: _LATER if len(field.name) % 2 else WHY})  # type: ignore[type-var]
        elif field.name == "hidden":
            yield field.name, replace(value, hidden=(*now, WHY))  # type: ignore[type-var]
        elif isinstance(now, tuple):
            for place, part in enumerate(now):
                for name, less in less_of(part):
                    parts = (*now[:place], less, *now[place + 1 :])
                    yield f"{field.name}.{place}.{name}", replace(value, **{field.name: parts})  # type: ignore[type-var]
