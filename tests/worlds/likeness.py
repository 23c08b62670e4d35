"""Worlds compared by what they say, whatever they were read from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from sealane.world.values import Origin
from sealane.world.world import World


def said(world: World) -> dict[str, dict[str, object]]:
    """Return every fact of a world by type and key, without origins."""
    return {
        kind.__name__: {key: without_origins(fact) for key, fact in facts.items()}
        for kind, facts in world.tables.items()
        if facts
    }


def without_origins(value: object) -> object:
    """Return a value as plain tuples and dictionaries, in which an origin is nothing and a fact has its type's name."""
    if isinstance(value, Origin):
        return None
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {"type": type(value).__name__, **{name: without_origins(one) for name, one in fields}}
    if isinstance(value, Mapping):
        return {key: without_origins(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return tuple(map(without_origins, value))
    return value
