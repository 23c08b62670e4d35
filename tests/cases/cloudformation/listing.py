"""A world as the expectations write it: by type and key what differs from a fact's defaults, without places."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any

from sealane.world.text import Partial
from sealane.world.values import Known, Origin, Unknown, Unread
from sealane.world.world import World


def listed(world: World) -> dict[str, Any]:
    """Return the facts of a world, and its gaps."""
    facts = {kind.__name__: {key: _fields(fact) for key, fact in table.items()} for kind, table in world.tables.items()}
    gaps = [f"{gap.noun} {gap.scope}: {gap.why.reason}" for gap in world.gaps]
    return facts | ({"gaps": gaps} if gaps else {})


def _fields(fact: object) -> dict[str, Any]:
    shown = {}
    for field in dataclasses.fields(fact):  # type: ignore[arg-type]  # every fact is a dataclass
        value = getattr(fact, field.name)
        if field.name in ("origin", "id") or value == field.default:
            continue
        if field.default_factory is not dataclasses.MISSING and value == field.default_factory():
            continue
        shown[field.name] = _plain(value)
    return shown


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a fact holds
    match value:
        case Known():
            return _plain(value.value)
        case Unknown() | Unread():
            return {type(value).__name__.lower(): value.reason}
        case Partial() | Origin() | enum.Enum():
            return str(value)
        case list() | tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return {key: _plain(item) for key, item in value.items()}
        case str() | int() | None:
            return value
        case _:
            return _fields(value)
