"""Worlds as JSON, so that one that was found can be kept as a case: every value by the name of its type."""

from __future__ import annotations

import enum
import importlib
import json
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from sealane.world.world import Source, World, world_of

_KIND, _ENUM = "is", "named"
_HOME = "sealane.world."


def written(world: World) -> str:
    """Write a world; what has its default value is left out."""
    facts = [_plain(fact) for table in world.tables.values() for fact in table.values()]
    return "[\n" + ",\n".join(json.dumps(fact) for fact in facts) + "\n]\n"


def read(text: str) -> World:
    """Read a world."""
    return world_of(Source(kind="terraform-plan", name="plan.json"), [_fact(one) for one in json.loads(text)])


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a world
    if isinstance(value, enum.Enum):
        return {_ENUM: _name(type(value)), "value": value.value}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    said = {field.name: getattr(value, field.name) for field in fields(value) if not _usual(value, field)}
    return {_KIND: _name(type(value)), **{name: _plain(one) for name, one in said.items()}}


def _usual(value: Any, field: Any) -> bool:  # noqa: ANN401 - as above
    return field.default is not MISSING and getattr(value, field.name) == field.default


def _name(kind: type) -> str:
    return f"{kind.__module__.removeprefix(_HOME)}.{kind.__qualname__}"


def _kind(name: str) -> Any:  # noqa: ANN401 - a class
    module, _, kind = name.rpartition(".")
    return getattr(importlib.import_module(_HOME + module), kind)


def _fact(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, list):
        return tuple(_fact(one) for one in value)
    if not isinstance(value, dict):
        return value
    if _ENUM in value:
        return _kind(value[_ENUM])(value["value"])
    given = {name: _fact(one) for name, one in value.items() if name != _KIND}
    kind = _kind(value[_KIND])
    # Wrappers as `Known` take what they hold by its place.
    return kind(*given.values()) if kind.__name__ in {"Known", "Unknown", "Unread", "Origin"} else kind(**given)
