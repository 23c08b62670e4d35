"""Edits of a text: pieces taken out and put in, which do not meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class Overlap(Exception):
    """Two edits want to change the same piece of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Instead of what stands from `start` up to `end` there is to be `text`; nothing is taken out when both are one."""

    start: int
    end: int
    text: str


def edited(source: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made; those that put something in at one place do so in their order.

    Raises:
        Overlap: when two of them change the same piece in two ways.

    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < done:
            raise Overlap
        pieces += (source[done : edit.start], edit.text)
        done = edit.end
    return "".join((*pieces, source[done:]))
