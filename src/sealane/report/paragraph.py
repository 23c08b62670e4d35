"""Sentences laid out to the width of a terminal; names and commands are never broken."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sealane.report.escape import visible

if TYPE_CHECKING:
    from sealane.report.style import Style

_NARROWEST = 30
_COLUMN = 48


def paragraph(text: str, style: Style, first: str = "", rest: str | None = None) -> str:
    """Wrap a text behind a first indentation, with the same width or `rest` before each further line."""
    further = " " * len(first) if rest is None else rest
    return textwrap.fill(
        visible(text),
        max(style.width, len(further) + _NARROWEST),
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def field(name: str, text: str, style: Style, label: int) -> str:
    """Lay out a label with its text beside it; a page's address that does not fit there stands alone on its line."""
    head = f"  {name.ljust(label)}  "
    if text.startswith("https://") and len(head) + len(text) > style.width:
        return f"  {visible(text)}"
    return style.paint(head, "dim") + paragraph(text, style, head)[len(head) :]


def entry(head: str, text: str, style: Style, narrow: int) -> str:
    """Lay out a text in a column behind its head, or further lines at `narrow` where the column would be too small."""
    column = len(head) if style.width - len(head) >= _COLUMN else narrow
    return paragraph(text, style, head, " " * column)


def joined(names: Sequence[str]) -> str:
    """Join texts as a sentence does."""
    return " and ".join((*filter(None, (", ".join(names[:-1]),)), *names[-1:]))


def some_of(names: Sequence[str], room: int) -> str:
    """Join as many names as fit into the room, at least one, and count the rest."""
    shown: list[str] = []
    used = 0
    for number, text in enumerate(names):
        left = len(names) - number - 1
        tail = len(f" and {left} more") if left else 0
        if shown and used + len(text) + 2 + tail > room:
            break
        shown.append(text)
        used += len(text) + 2
    left = len(names) - len(shown)
    if left:
        return f"{', '.join(shown)} and {left:,} more"
    return joined(shown)


def counted(number: int, one: str, several: str = "") -> str:
    """Write a number with its noun."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
