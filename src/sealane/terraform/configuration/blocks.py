"""The blocks of a file: their types, labels, arguments and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sealane.terraform.configuration.tokens import Token, tokens

_OPENING: Final = frozenset("([{")
_CLOSING: Final = frozenset(")]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """The value of an argument as it is written; `name` is where the argument begins, `start` and `end` its value."""

    text: str
    name: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block; `line` and `column` are those of its type, `start` to `end` is all of it, `inside` begins after `{`."""

    type: str
    labels: tuple[str, ...]
    file: str
    line: int
    column: int = 1
    start: int = 0
    inside: int = 0
    end: int = 0
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    def of_type(self, kind: str) -> Iterator[Block]:
        """Yield the blocks of a type within this one."""
        return (block for block in self.blocks if block.type == kind)


def blocks_of(source: str, file: str) -> tuple[Block, ...]:
    """Return the blocks of a file; half a block at the end of a broken file is left out."""
    try:
        return _Reading(source, file).body()[1]
    except RecursionError:
        return ()


def arguments_of(source: str) -> dict[str, Argument]:
    """Return the arguments of a file outside all blocks, as a file of variables has them."""
    try:
        return _Reading(source, "").body()[0]
    except RecursionError:
        return {}


def unquoted(text: str) -> str | None:
    """Return what a quoted text without templates says, `None` for any other expression."""
    text = text.strip()
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':  # noqa: PLR2004 - two quotation marks
        return None
    inner = text[1:-1]
    if "${" in inner or "%{" in inner or '"' in inner.replace('\\"', ""):
        return None
    return inner.replace('\\"', '"').replace("\\\\", "\\")


class _Reading:
    """One pass over the tokens of a file."""

    def __init__(self, source: str, file: str) -> None:
        self.source = source
        self.file = file
        self.tokens: Sequence[Token] = tokens(source)
        self.at = 0

    def body(self) -> tuple[dict[str, Argument], tuple[Block, ...]]:
        """Read up to the closing brace or the end of the file."""
        arguments: dict[str, Argument] = {}
        blocks: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if self._is(token, "}"):
                break
            self.at += 1
            if token.kind not in {"word", "text"}:
                continue
            if self.at < len(self.tokens) and self._is(self.tokens[self.at], "=", ":"):
                self.at += 1
                arguments[self._said(token)] = self._value(token)
            elif block := self._block(token):
                blocks.append(block)
        return arguments, tuple(blocks)

    def _block(self, first: Token) -> Block | None:
        labels: list[str] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.kind in {"word", "text"}:
                labels.append(self._said(token))
                continue
            if not self._is(token, "{"):
                return None
            arguments, blocks = self.body()
            if self.at >= len(self.tokens):
                return None
            closing = self.tokens[self.at]
            self.at += 1
            before = self.source[: first.start]
            return Block(
                type=self._said(first),
                labels=tuple(labels),
                file=self.file,
                line=before.count("\n") + 1,
                column=first.start - (before.rfind("\n") + 1) + 1,
                start=first.start,
                inside=token.end,
                end=closing.end,
                arguments=arguments,
                blocks=blocks,
            )
        return None

    def _value(self, name: Token) -> Argument:
        """Read an expression: up to a line break, or the end of a block on one line, outside all brackets."""
        start = self.tokens[self.at].start if self.at < len(self.tokens) else len(self.source)
        end, depth = start, 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if depth == 0 and (token.kind == "newline" or self._is(token, "}", ",")):
                break
            if token.kind == "mark":
                depth += self._depth(token)
            self.at += 1
            if token.kind != "newline":
                end = token.end
        return Argument(text=self.source[start:end], name=name.start, start=start, end=end)

    def _depth(self, token: Token) -> int:
        mark = self.source[token.start]
        return 1 if mark in _OPENING else -1 if mark in _CLOSING else 0

    def _is(self, token: Token, *marks: str) -> bool:
        return token.kind == "mark" and self.source[token.start : token.end] in marks

    def _said(self, token: Token) -> str:
        text = self.source[token.start : token.end]
        return unquoted(text) or text if token.kind == "text" else text
