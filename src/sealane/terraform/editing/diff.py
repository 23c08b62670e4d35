"""A change of files as a unified diff, which `git apply` and `patch -p1` take.

https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

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
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


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
