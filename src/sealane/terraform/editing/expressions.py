"""The places of the items of a list and of the members of an object, in HCL and in JSON, which HCL reads alike.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#collection-values
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sealane.terraform.configuration.blocks import unquoted
from sealane.terraform.configuration.tokens import Token, tokens

_OPENING: Final = frozenset("([{")
_CLOSING: Final = frozenset(")]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item from `start` up to `end`; `key` is that of a member of an object."""

    start: int
    end: int
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A list or an object: from its opening bracket at `start` up to `end`, behind the closing one."""

    start: int
    end: int
    items: tuple[Item, ...]

    def member(self, key: str) -> Item | None:
        """Return the value of a key."""
        return next((item for item in self.items if item.key == key), None)


def list_at(source: str, start: int, end: int) -> Collection | None:
    """Return the list that an expression is; `None` for any other, also for one that a `for` makes."""
    return _collection(source, start, end, "[")


def object_at(source: str, start: int, end: int) -> Collection | None:
    """Return the object that an expression is; `None` for any other, also for one that a `for` makes."""
    return _collection(source, start, end, "{")


def argument_of_call(source: str, start: int, end: int, function: str) -> tuple[int, int] | None:
    """Return where the only argument of a call begins and ends; `None` where the expression is no such call."""
    found = _shifted(source, start, end)
    if len(found) < 3 or source[found[0].start : found[0].end] != function:  # noqa: PLR2004 - a name and parentheses
        return None
    inner = [token for token in found if token.kind != "newline"]
    if source[inner[1].start] != "(" or source[inner[-1].start : inner[-1].end] != ")":
        return None
    between = inner[2:-1]
    if not between or _closes_early(source, inner[1:]) or _commas(source, between):
        return None
    return between[0].start, between[-1].end


def _collection(source: str, start: int, end: int, opening: str) -> Collection | None:
    found = _shifted(source, start, end)
    marks = [token for token in found if token.kind != "newline"]
    if len(marks) < 2 or source[marks[0].start] != opening or _closes_early(source, marks):  # noqa: PLR2004 - brackets
        return None
    inner = found[1 : found.index(marks[-1])]
    if inner and any(_is_for(source, token) for token in (*inner[:1], *marks[1:2])):
        return None
    parts = _parts(source, inner, newlines=opening == "{")
    items = [_member(source, part) if opening == "{" else _item(part) for part in parts]
    if any(item is None for item in items):
        return None
    return Collection(start=marks[0].start, end=marks[-1].end, items=tuple(item for item in items if item))


def _shifted(source: str, start: int, end: int) -> list[Token]:
    return [Token(one.kind, one.start + start, one.end + start) for one in tokens(source[start:end])]


def _is_for(source: str, token: Token) -> bool:
    return token.kind == "word" and source[token.start : token.end] == "for"


def _depth(source: str, token: Token) -> int:
    if token.kind != "mark":
        return 0
    mark = source[token.start]
    return 1 if mark in _OPENING else -1 if mark in _CLOSING else 0


def _closes_early(source: str, found: list[Token]) -> bool:
    """Tell whether the bracket that opens an expression is closed before its end, or never."""
    depth = 0
    for number, token in enumerate(found):
        depth += _depth(source, token)
        if depth == 0 and number < len(found) - 1:
            return True
    return depth != 0


def _commas(source: str, found: list[Token]) -> bool:
    """Tell whether there is a comma between arguments, one at the end aside."""
    depth = 0
    for token in found[:-1]:
        depth += _depth(source, token)
        if depth == 0 and source[token.start] == "," and token.kind == "mark":
            return True
    return False


def _parts(source: str, found: list[Token], *, newlines: bool) -> list[list[Token]]:
    """Cut tokens into the parts between commas, and between lines where those part them too."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in found:
        depth += _depth(source, token)
        parting = depth == 0 and ((token.kind == "mark" and source[token.start] == ",") or token.kind == "newline")
        if parting and (newlines or token.kind != "newline"):
            parts.append([])
        elif token.kind != "newline" or depth:
            parts[-1].append(token)
    return [part for part in parts if part]


def _item(part: list[Token]) -> Item | None:
    return Item(start=part[0].start, end=part[-1].end)


def _member(source: str, part: list[Token]) -> Item | None:
    if len(part) < 3 or part[0].kind not in {"word", "text"} or source[part[1].start] not in "=:":  # noqa: PLR2004
        return None
    text = source[part[0].start : part[0].end]
    key = (unquoted(text) or text) if part[0].kind == "text" else text
    return Item(start=part[2].start, end=part[-1].end, key=key)
