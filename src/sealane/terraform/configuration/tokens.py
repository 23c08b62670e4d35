"""HCL text cut into tokens: enough to know where blocks, arguments and their values begin and end.

The language: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#lexical-elements
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["word", "text", "newline", "mark"]

_SPACE: Final = re.compile(r"[ \t\r]+|#[^\n]*|//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_WORD: Final = re.compile(r"[^\W\d][\w-]*")
_NUMBER: Final = re.compile(r"\d[\w.]*")
_HEREDOC: Final = re.compile(r"<<(-?)([^\W\d][\w-]*)[ \t\r]*\n")
_IN_TEXT: Final = re.compile(r'\\.|[$%]{2}\{|[$%]\{|"', re.DOTALL)
_IN_TEMPLATE: Final = re.compile(r'[{}"]|#[^\n]*|//[^\n]*|/\*.*?\*/', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text, from `start` up to `end`; a `text` is a quoted one or a heredoc."""

    kind: Kind
    start: int
    end: int


def tokens(source: str) -> list[Token]:
    """Cut a file into tokens; what is no HCL comes out as marks, since Terraform itself tells what is wrong with it."""
    found: list[Token] = []
    place = 1 if source.startswith("\ufeff") else 0
    while place < len(source):
        if space := _SPACE.match(source, place):
            place = space.end()
            continue
        token = _token(source, place)
        found.append(token)
        place = token.end
    return found


def _token(source: str, place: int) -> Token:
    first = source[place]
    if first == "\n":
        return Token("newline", place, place + 1)
    if first == '"':
        return Token("text", place, _end_of_text(source, place + 1))
    if first == "<" and (opened := _HEREDOC.match(source, place)):
        return Token("text", place, _end_of_heredoc(source, opened))
    if match := _WORD.match(source, place) or _NUMBER.match(source, place):
        return Token("word", place, match.end())
    return Token("mark", place, place + 1)


def _end_of_text(source: str, place: int) -> int:
    """Return where a quoted text ends, past the templates in it, which may hold quoted texts of their own."""
    while match := _IN_TEXT.search(source, place):
        place = match.end()
        if match[0] == '"':
            return place
        if match[0] in {"${", "%{"}:
            place = _end_of_template(source, place)
    return len(source)


def _end_of_template(source: str, place: int) -> int:
    depth = 1
    while depth and (match := _IN_TEMPLATE.search(source, place)):
        place = match.end()
        if match[0] == '"':
            place = _end_of_text(source, place)
        elif match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
    return len(source) if depth else place


def _end_of_heredoc(source: str, opened: re.Match[str]) -> int:
    """Return where the line with the closing word ends, without its line break."""
    closing = re.compile(rf"^[ \t]*{re.escape(opened[2])}[ \t\r]*$", re.MULTILINE)
    match = closing.search(source, opened.end())
    return match.end() if match else len(source)
