"""A world as the expectations write it: a line for each fact with what differs from its defaults, and its gaps."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterator, Mapping

from sealane.world.text import Partial
from sealane.world.values import Known, Origin, Unknown, Unread
from sealane.world.vpc_defaults import default_acl, default_group, main_table
from sealane.world.vpcs import Vpc
from sealane.world.world import World


def lines_of(world: World) -> Iterator[str]:
    """Yield the facts of a world, each with its parts on lines of their own, and the gaps."""
    made_by_aws = [make(vpc) for vpc in world.table(Vpc).values() for make in (default_acl, default_group, main_table)]
    for facts in world.tables.values():
        for key, fact in facts.items():
            if fact in made_by_aws:
                yield f"{type(fact).__name__} {key} as AWS makes it"
            else:
                yield from _fact(fact, f"{type(fact).__name__} {key}", key)
    for gap in world.gaps:
        yield f"gap {gap.noun}{f' of {gap.scope}' if gap.scope else ''}: {_shown(gap.why)}"


def _fact(fact: object, head: str, key: str) -> Iterator[str]:
    told, parts = [head], []
    for name, value in _fields(fact):
        if name == "id" or (name == "origin" and str(value) == key):
            continue
        inner = value.value if isinstance(value, Known) else value
        if isinstance(inner, tuple) and inner and _is_fact(inner[0]):
            parts.append((name, inner))
        else:
            told.append(f"{name}={_shown(value)}")
    yield " ".join(told)
    for name, inner in parts:
        for one in inner:
            yield f"  {name}: {_shown(one)}"


def _fields(fact: object) -> Iterator[tuple[str, object]]:
    for field in dataclasses.fields(fact):  # type: ignore[arg-type]  # every fact is a dataclass
        value = getattr(fact, field.name)
        default = field.default
        if field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        if value != default:
            yield field.name, value


def _is_fact(value: object) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, Known | Unknown | Unread | Origin | Partial)


def _shown(value: object) -> str:
    match value:
        case Known():
            return _shown(value.value)
        case Unknown():
            return f"?({value.reason})"
        case Unread():
            return f"~({value.reason})"
        case Partial() | Origin() | enum.Enum():
            return str(value)
        case list() | tuple():
            return f"[{', '.join(map(_shown, value))}]"
        case Mapping():
            return f"{{{', '.join(f'{name}: {_shown(one)}' for name, one in value.items())}}}"
        case str() | int():
            return str(value)
        case _:
            return " ".join(f"{name}={_shown(one)}" for name, one in _fields(value))
