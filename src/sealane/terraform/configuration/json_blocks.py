"""The blocks of a file in Terraform's JSON syntax, with the same places as those of HCL.

The syntax: https://developer.hashicorp.com/terraform/language/syntax/json
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sealane.terraform.configuration.blocks import Argument, Block

# How many labels the blocks have that are read here; of any other block only the type is of interest.
_LABELS: Final = {"resource": 2, "data": 2, "module": 1, "variable": 1, "output": 1, "provider": 1, "terraform": 0}
_NESTED: Final = frozenset({"required_providers", "backend", "cloud", "lifecycle"})
_SPACE: Final = re.compile(r"[ \t\r\n]*")


def json_blocks_of(source: str, file: str) -> tuple[Block, ...]:
    """Return the blocks of a file, none of one that is no JSON, since Terraform tells what is wrong with it."""
    try:
        root, _ = _value(source, _after_space(source, 1 if source.startswith("\ufeff") else 0))
        return tuple(_top(source, file, root))
    except (ValueError, RecursionError, IndexError, TypeError):
        return ()


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of an object: where its key begins, and where its value begins and ends."""

    key: str
    at: int
    start: int
    end: int
    value: object


def _top(source: str, file: str, root: object) -> Iterator[Block]:
    for member in _members(root):
        for labels, place, body in _labelled(member, _LABELS.get(member.key, 0)):
            yield _block(source, file, member.key, labels, place, body)


def _labelled(member: _Member, labels: int) -> Iterator[tuple[tuple[str, ...], _Member, object]]:
    """Yield each block with its labels; a block that is written as a list is several."""
    values = member.value if isinstance(member.value, tuple) else (member.value,)
    for value in values:
        if not labels:
            yield (), member, value
            continue
        for inner in _members(value):
            for names, place, body in _labelled(inner, labels - 1):
                yield (inner.key, *names), place, body


def _block(source: str, file: str, kind: str, labels: tuple[str, ...], place: _Member, body: object) -> Block:
    members = list(_members(body))
    before = source[: place.at]
    return Block(
        type=kind,
        labels=labels,
        file=file,
        line=before.count("\n") + 1,
        column=place.at - (before.rfind("\n") + 1) + 1,
        start=place.at,
        inside=place.start,
        end=place.end,
        arguments={
            one.key: Argument(text=source[one.start : one.end], name=one.at, start=one.start, end=one.end)
            for one in members
        },
        blocks=tuple(
            _block(source, file, one.key, (), one, inner)
            for one in members
            if one.key in _NESTED
            for inner in (one.value if isinstance(one.value, tuple) else (one.value,))
        ),
    )


def _members(value: object) -> Iterator[_Member]:
    if isinstance(value, list):
        yield from value


def _value(source: str, place: int) -> tuple[object, int]:
    """Return a value and its end: an object as the list of its members, a list as a tuple, anything else as it is."""
    if source[place] == "{":
        return _object(source, place)
    if source[place] == "[":
        return _list(source, place)
    return json.JSONDecoder().raw_decode(source, place)


def _object(source: str, place: int) -> tuple[object, int]:
    members: list[_Member] = []
    place = _after_space(source, place + 1)
    while source[place] != "}":
        key, end = json.JSONDecoder().raw_decode(source, place)
        start = _after_space(source, _after_space(source, end) + 1)
        value, end = _value(source, start)
        members.append(_Member(str(key), place, start, end, value))
        place = _after_comma(source, end)
    return members, place + 1


def _list(source: str, place: int) -> tuple[object, int]:
    values: list[object] = []
    place = _after_space(source, place + 1)
    while source[place] != "]":
        value, end = _value(source, place)
        values.append(value)
        place = _after_comma(source, end)
    return tuple(values), place + 1


def _after_comma(source: str, place: int) -> int:
    place = _after_space(source, place)
    if source[place] == ",":
        return _after_space(source, place + 1)
    if source[place] in "}]":
        return place
    raise ValueError(place)


def _after_space(source: str, place: int) -> int:
    match = _SPACE.match(source, place)
    return match.end() if match else place
