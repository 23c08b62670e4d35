"""A change of files as a unified diff, which `git apply` and `patch -p1` take.

https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Opcode: TypeAlias = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]
_CONTEXT: Final = 3
_EMPTY: Final = 1
_CLOSING: Final = ("}", "]", ")")
_NO_END: Final = "\\ No newline at end of file\n"
_HUNK: Final = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Lines of a file that others take the place of: `count` of them from `line`, which counts from 1."""

    file: str
    line: int
    count: int
    text: str


def unified(before: str, after: str, name: str) -> str:
    """Return the diff of one file, empty when nothing changed; it has no head of git's, so it holds in any folder."""
    old, new = _lines(before), _lines(after)
    hunks = list(_Blockwise(old, new).get_grouped_opcodes(_CONTEXT))
    head = [f"--- a/{name}\n", f"+++ b/{name}\n"] if hunks else []
    lines = [*head, *(line for hunk in hunks for line in _hunk(hunk, old, new))]
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


class _Blockwise(difflib.SequenceMatcher[str]):
    """What differs, with what is put in beginning where a block begins and not in the middle of one like it."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        """Take the lines."""
        super().__init__(None, old, new, autojunk=False)
        self._old, self._new = old, new

    def get_opcodes(self) -> list[Opcode]:
        """Return the differences, each moved as far as its neighbours allow to where it reads best."""
        codes = super().get_opcodes()
        for number, (tag, i1, i2, j1, j2) in enumerate(codes):
            above = codes[number - 1] if number else ("equal", i1, i1, j1, j1)
            below = codes[number + 1] if number + 1 < len(codes) else ("equal", i2, i2, j2, j2)
            if tag != "insert" or above[0] != "equal" or below[0] != "equal":
                continue
            move = self._best(i1, j1, j2, above[2] - above[1], below[2] - below[1])
            codes[number] = (tag, i1 + move, i2 + move, j1 + move, j2 + move)
            if number:
                codes[number - 1] = ("equal", above[1], above[2] + move, above[3], above[4] + move)
            if number + 1 < len(codes):
                codes[number + 1] = ("equal", below[1] + move, below[2], below[3] + move, below[4])
        return codes

    def _best(self, at: int, first: int, last: int, up: int, down: int) -> int:
        """Return by how many lines to move what is put in: to the least indented first line, nearest to where it is."""
        moves = [0]
        for move in range(1, up + 1):
            if self._old[at - move] != self._new[last - move]:
                break
            moves.append(-move)
        for move in range(1, down + 1):
            if self._old[at + move - 1] != self._new[first + move - 1]:
                break
            moves.append(move)
        return min(moves, key=lambda move: (_indent(self._new[first + move]), abs(move)))


def _indent(line: str) -> int:
    """Return how far in a line begins; an empty one begins little, and one that closes a block begins nothing."""
    if line.lstrip(" \t")[:1] in _CLOSING:
        return len(line) + _EMPTY
    return len(line) - len(line.lstrip(" \t")) if line.strip() else _EMPTY


def _hunk(codes: Sequence[tuple[str, int, int, int, int]], old: list[str], new: list[str]) -> Iterator[str]:
    (_, i1, _, j1, _), (_, _, i2, _, j2) = codes[0], codes[-1]
    yield f"@@ -{_range(i1, i2)} +{_range(j1, j2)} @@\n"
    for tag, a1, a2, b1, b2 in codes:
        if tag == "equal":
            yield from (f" {line}" for line in old[a1:a2])
            continue
        yield from (f"-{line}" for line in old[a1:a2])
        yield from (f"+{line}" for line in new[b1:b2])


def _range(start: int, end: int) -> str:
    """Write lines as a hunk's head counts them: an empty range is told by the line before it."""
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + 1 if count else start},{count}"


def replacements(diff: str) -> Iterator[Replacement]:
    """Yield what a diff replaces, each run of changed lines by itself."""
    file, at, old, new = "", 0, 0, 0
    gone: int = 0
    put: list[str] = []
    for line in [*_lines(diff), ""]:
        inside = bool(old or new)
        if inside and line[:1] == "-":
            gone, old, at = gone + 1, old - 1, at + 1
            continue
        if inside and line[:1] == "+":
            put, new = [*put, line[1:]], new - 1
            continue
        if line.startswith("\\"):
            continue
        if gone or put:
            yield Replacement(file=file, line=at - gone, count=gone, text="".join(put))
            gone, put = 0, []
        if inside:
            old, new, at = old - 1, new - 1, at + 1
        elif line.startswith("--- a/"):
            file = line[6:].rstrip("\n")
        elif found := _HUNK.match(line):
            old, new = int(found[2] or 1), int(found[3] or 1)
            at = int(found[1]) + (old == 0)


def _lines(text: str) -> list[str]:
    """Cut a text at its line feeds alone, as diff does; Python knows a dozen other ends of lines."""
    return [line for line in re.split(r"(?<=\n)", text) if line]
