"""Texts known in part: taken to pieces."""

from __future__ import annotations

from sealane.readers.cloudformation.values import Spelled, spelled
from sealane.world.text import Hole, parts_of


def split(separator: str, text: Spelled) -> list[Spelled] | Hole:
    """Split a text.

    A hole that is no plain name may hold the separator itself, so that nobody can tell into how many pieces it falls.
    """
    parts = (text,) if isinstance(text, Hole) else parts_of(text)
    opaque = next((part for part in parts if isinstance(part, Hole) and not part.plain), None)
    if opaque is not None:
        return opaque
    pieces: list[list[str | Hole]] = [[]]
    for part in parts:
        if isinstance(part, Hole):
            pieces[-1].append(part)
            continue
        first, *rest = part.split(separator) if separator else [part]
        pieces[-1].append(first)
        pieces += [[piece] for piece in rest]
    return [spelled(piece) for piece in pieces]
