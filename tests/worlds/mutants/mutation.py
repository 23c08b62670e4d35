"""Mutants of documents: places dropped, exchanged, renamed, repeated or nested, and bytes lost."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from tests.worlds.mutants.odd import deep, odd, odd_alike, other_text, other_type

_HOW_MANY = (1, 1, 1, 2, 3, 8)
_DAMAGED, _YAML, _INSIDE, _DIVE = 0.05, 0.02, 0.6, 0.5
_KEYS = (
    *("id", "arn", "name", "after", "references", "index", "values", "type", "expressions", "count_expression", "Ref"),
    *("DependsOn", "Condition", "Properties", "Fn::Sub", "Fn::ForEach::x", "sealane", "NextToken", "mode", "resources"),
)
Holder = Any
Step = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A document with the ways to all of its values."""

    text: bytes
    ways: tuple[tuple[Step, ...], ...]


def original(text: bytes) -> Original:
    """Return a document as what mutants are made of; one that is no JSON can only be damaged."""
    try:
        return Original(text=text, ways=tuple(_ways(json.loads(text))))
    except ValueError:
        return Original(text=text, ways=())


def mutant(of: Original, chance: random.Random) -> bytes:
    """Return a document with a few things wrong in it."""
    if not of.ways or chance.random() < _DAMAGED:
        return damaged(of.text, chance)
    document = msgspec.json.decode(of.text)
    for _ in range(chance.choice(_HOW_MANY)):
        way = _dive(document, chance) if chance.random() < _DIVE else chance.choice(of.ways)
        _mutate(document, way, of, chance)
    if chance.random() < _YAML:
        return _as_yaml(document)
    return _as_json(document)


def damaged(text: bytes, chance: random.Random) -> bytes:
    """Return a text with bytes lost, repeated or exchanged."""
    at, length = chance.randrange(len(text) + 1), chance.choice((1, 1, 3, 40, 1000))
    lines = text.split(b"\n")
    match chance.randrange(6):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + text[at + length :]
        case 2:
            return text[:at] + text[at : at + length] * 2 + text[at + length :]
        case 3:
            return text[:at] + bytes(chance.randrange(256) for _ in range(4)) + text[at:]
        case 4:
            lines.insert(chance.randrange(len(lines)), chance.choice(lines))
            return b"\n".join(lines)
        case _:
            one = chance.choice((b"\t", b"  ", b"&a ", b"*a", b"!!python/object:x ", b"<<: ", b"- ", b'"', b"}", b": "))
            return text[:at] + one + text[at:]


def _mutate(document: object, way: tuple[Step, ...], of: Original, chance: random.Random) -> None:
    holder, key = _holder(document, way)
    if holder is None:
        return
    value = holder[key]
    if isinstance(value, str) and value[:1] in "{[" and len(value) > 1 and chance.random() < _INSIDE:
        holder[key] = _inside(value, chance)
        return
    match chance.randrange(10):
        case 0 | 1:
            del holder[key]
        case 2:
            holder[key] = odd(chance)
        case 3:
            holder[key] = odd_alike(value, chance)
        case 4:
            holder[key] = other_text(value, chance) if isinstance(value, str) else None
        case 5:
            holder[key] = other_type(value, chance)
        case 6:
            holder[key] = deep(value, chance) if chance.random() < 0.2 else odd_alike(value, chance)
        case 7 | 8:
            _exchange(document, holder, key, of, chance)
        case _:
            _add(holder, key, chance)


def _exchange(document: object, holder: Holder, key: Step, of: Original, chance: random.Random) -> None:
    """Put there what stands somewhere else, by choice under the same key: a renamed reference, a repeated id."""
    alike = [way for way in chance.choices(of.ways, k=40) if way[-1] == key]
    other, name = _holder(document, chance.choice(alike or of.ways))
    if other is None:
        return
    here, there = _copied(holder[key]), _copied(other[name])
    holder[key] = there
    if chance.random() < 0.3 and name in (other if isinstance(other, dict) else range(len(other))):
        other[name] = here


def _add(holder: Holder, key: Step, chance: random.Random) -> None:
    if isinstance(holder, list):
        holder.insert(key, _copied(chance.choice(holder)) if chance.random() < 0.7 else odd(chance))
    else:
        new = chance.choice((*_KEYS, f"{key}x", str(key).lower()))
        holder[new] = _copied(holder[key]) if chance.random() < 0.5 else odd(chance)


def _inside(text: str, chance: random.Random) -> str:
    """Mutate a document that stands in a text, as policies and containers do."""
    try:
        inner = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return other_text(text, chance)
    ways = tuple(_ways(inner))
    if not ways:
        return other_text(text, chance)
    _mutate(inner, chance.choice(ways), Original(text=text.encode(), ways=ways), chance)
    return _as_json(inner).decode("utf-8", "surrogatepass")


def _dive(document: object, chance: random.Random) -> tuple[Step, ...]:
    """Return a way that is drawn key by key, so that what is near the top is drawn often."""
    way: list[Step] = []
    while isinstance(document, dict | list) and document and (not way or chance.random() < 0.85):
        way.append(chance.choice(list(document)) if isinstance(document, dict) else chance.randrange(len(document)))
        document = document[way[-1]]
    return tuple(way)


def _holder(document: Any, way: tuple[Step, ...]) -> tuple[Holder, Step]:  # noqa: ANN401 - any JSON
    """Return what holds a value and under which key; nothing when the way is gone."""
    for step in way[:-1]:
        if not _leads(document, step):
            return None, None
        document = document[step]
    return (document, way[-1]) if way and _leads(document, way[-1]) else (None, None)


def _leads(document: object, step: Step) -> bool:
    if isinstance(document, dict):
        return step in document
    return isinstance(document, list) and isinstance(step, int) and step < len(document)


def _ways(document: object) -> list[tuple[Step, ...]]:
    found: list[tuple[Step, ...]] = []
    waiting: list[tuple[object, tuple[Step, ...]]] = [(document, ())]
    while waiting:
        node, way = waiting.pop()
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, one in inner:
            found.append((*way, key))
            waiting.append((one, (*way, key)))
    return found


def _copied(value: object) -> object:
    try:
        return json.loads(json.dumps(value))
    except (RecursionError, ValueError):
        # What lies too deep to be copied would hold itself if it were put into itself.
        return None


def _as_json(document: object) -> bytes:
    try:
        return json.dumps(document).encode()
    except (RecursionError, ValueError):
        # What lies too deep for the writer is written by hand.
        return b'{"a": ' * 3000


def _as_yaml(document: object) -> bytes:
    try:
        return yaml.safe_dump(document, default_flow_style=None).encode("utf-8", "surrogatepass")
    except (RecursionError, ValueError, yaml.YAMLError):
        return b"Resources: &a [*a]"
