"""Facts that know the file and line of the block they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeVar, cast

from sealane.readers.linked.document import Place
from sealane.records import replace
from sealane.world.values import Origin
from sealane.world.world import World

_INDEX: Final = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')
_T = TypeVar("_T")


def unindexed(address: str) -> str:
    """Return an address without the keys of `count` and `for_each`."""
    return _INDEX.sub("", address)


def placed(world: World, places: Mapping[str, Place]) -> World:
    """Return the world with the file and line of every origin that is the address of a block."""
    tables = {kind: {key: _placed(fact, places) for key, fact in table.items()} for kind, table in world.tables.items()}
    return replace(world, tables=tables)


def _placed(value: _T, places: Mapping[str, Place]) -> _T:
    """Return a value with every origin in it placed, itself where there is none."""
    if isinstance(value, Origin):
        place = places.get(unindexed(value.name))
        return cast("_T", Origin(value.name, place.file, place.line)) if place else value
    if isinstance(value, tuple):
        members = tuple(_placed(one, places) for one in value)
        return cast("_T", members) if any(new is not old for new, old in zip(members, value, strict=True)) else value
    names = getattr(type(value), "__slots__", ())
    if not names or not hasattr(type(value), "__dataclass_fields__"):
        return value
    old = {name: getattr(value, name) for name in names}
    changes = {name: new for name, one in old.items() if (new := _placed(one, places)) is not one}
    return replace(value, **changes) if changes else value  # type: ignore[type-var]
