"""Lines of a file with their numbers, and the refusal of a line that is none of the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sealane.errors import InputError, Place, Problem
from sealane.records import dataclass

_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty, with its number from 1; an entry of a JSON document has the number of its entry."""

    number: int
    text: str


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines that hold something."""
    return tuple(Line(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def numbered(texts: Iterable[str]) -> Iterator[Line]:
    """Yield the messages of a JSON document as lines."""
    return (Line(number, text.strip()) for number, text in enumerate(texts, 1) if text.strip())


def wrong_line(line: Line, file: str, *, code: str, kind: str, because: str, link: str) -> InputError:
    """Return the refusal of a line."""
    shown = "".join(letter if letter.isprintable() else "·" for letter in line.text[:_SHOWN])
    return InputError(
        Problem(
            code=code,
            what=f"line {line.number} of {file} is no {kind}",
            facts=(("line", shown + (" …" if len(line.text) > _SHOWN else "")), ("because", because)),
            hint=f"`sed -n {line.number}p {file}` shows the whole line; give the file as AWS wrote it",
            link=link,
            place=Place(file=file, line=line.number, column=1),
        )
    )
