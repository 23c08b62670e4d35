"""JSON text to nodes with their places, which no JSON library keeps."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NoReturn

from sealane.errors import InputError, Place, Problem
from sealane.readers.cloudformation.node import MAX_DEPTH, MAX_VALUES, Node, Scalar

_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")
_LINE_END = re.compile(r"\n")
_LONGEST_NUMBER = 40


def nodes_of_json(text: str, file: str) -> Node:
    """Read JSON text.

    Raises:
        InputError: when it is none, with line and column, when a key is written twice, or when it is too large.

    """
    reader = _Reader(text, file)
    node, end = reader.value(reader.space(0), 0)
    end = reader.space(end)
    if end != len(text):
        reader.refuse("nothing may follow the closing brace", end)
    return node


@dataclass(slots=True)
class _Reader:
    text: str
    file: str
    lines: list[int] = field(init=False)
    count: int = 0

    def __post_init__(self) -> None:
        self.lines = [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def space(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def value(self, at: int, depth: int, key_at: int = -1) -> tuple[Node, int]:
        self.count += 1
        if self.count > MAX_VALUES:
            self.refuse(f"the template holds more than {MAX_VALUES:,} values", at, "template-too-large")
        if depth > MAX_DEPTH:
            self.refuse(f"values are nested more than {MAX_DEPTH} levels deep", at, "template-too-deep")
        place = at if key_at < 0 else key_at
        first = self.text[at : at + 1]
        if first == "{":
            members, end = self.members(at + 1, depth)
            return self.node(members, place), end
        if first == "[":
            items, end = self.items(at + 1, depth)
            return self.node(items, place), end
        if first == '"':
            text, end = self.string(at)
            return self.node(text, place), end
        found = _WORD.match(self.text, at)
        if not found or found.end() - at > _LONGEST_NUMBER:
            self.refuse("a value is expected here", at)
        return self.node(json.loads(found[0]), place, found[0]), found.end()

    def members(self, at: int, depth: int) -> tuple[dict[str, Node], int]:
        members: dict[str, Node] = {}
        at = self.space(at)
        if self.text[at : at + 1] == "}":
            return members, at + 1
        while True:
            if self.text[at : at + 1] != '"':
                self.refuse("a name between double quotes is expected here", at)
            key, end = self.string(at)
            if key in members:
                self.refuse(f"the key `{key}` is written twice", at, "duplicate-key")
            colon = self.space(end)
            if self.text[colon : colon + 1] != ":":
                self.refuse("`:` is expected here", colon)
            members[key], end = self.value(self.space(colon + 1), depth + 1, at)
            at, closed = self.next(end, "}")
            if closed:
                return members, at

    def items(self, at: int, depth: int) -> tuple[list[Node], int]:
        items: list[Node] = []
        at = self.space(at)
        if self.text[at : at + 1] == "]":
            return items, at + 1
        while True:
            item, end = self.value(at, depth + 1)
            items.append(item)
            at, closed = self.next(end, "]")
            if closed:
                return items, at

    def next(self, at: int, closing: str) -> tuple[int, bool]:
        at = self.space(at)
        found = self.text[at : at + 1]
        if found == closing:
            return at + 1, True
        if found != ",":
            self.refuse(f"`,` or `{closing}` is expected here", at)
        return self.space(at + 1), False

    def string(self, at: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self.text, at + 1, True)  # noqa: FBT003 - control characters are refused
        except json.JSONDecodeError as error:
            self.refuse(f"{error.msg[:1].lower()}{error.msg[1:]}", error.pos)
        return text, end

    def node(self, value: Scalar | list[Node] | dict[str, Node], at: int, source: str = "") -> Node:
        line = bisect_right(self.lines, at)
        return Node(value, self.file, line, at - self.lines[line - 1] + 1, source)

    def refuse(self, what: str, at: int, code: str = "template-syntax") -> NoReturn:
        line = bisect_right(self.lines, at)
        place = Place(file=self.file, line=line, column=at - self.lines[line - 1] + 1)
        syntax = code == "template-syntax"
        hint = f"`python -m json.tool {self.file}` shows the same place" if syntax else ""
        raise InputError(Problem(code=code, what=f"not JSON: {what}" if syntax else what, hint=hint, place=place))
