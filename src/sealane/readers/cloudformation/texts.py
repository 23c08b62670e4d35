"""Texts known in part: taken to pieces."""

from __future__ import annotations

from sealane.readers.cloudformation.values import Spelled, spelled
from sealane.world.text import Hole, parts_of

_IDS = (".id",)
_ACCOUNT_AND_REGION = ("account", "AWS::Region", "AWS::Partition", "AWS::URLSuffix")
_PARAMETER = "parameter "
_NOT_IN_IDS = (",", "|", ";", " ", "/")


def split(separator: str, text: Spelled) -> list[Spelled] | Hole:
    """Split a text.

    A hole that may hold the separator itself is returned, because nobody can tell into how many pieces it falls.
    """
    parts = (text,) if isinstance(text, Hole) else parts_of(text)
    opaque = next((part for part in parts if isinstance(part, Hole) and not _without(separator, part)), None)
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


def _without(separator: str, hole: Hole) -> bool:
    """Tell whether a hole cannot hold a separator: no name holds a colon, no id or account much else."""
    if not hole.plain:
        return False
    closed = hole.token.endswith(_IDS) or hole.token in _ACCOUNT_AND_REGION or hole.token.startswith(_PARAMETER)
    return separator == ":" or (closed and separator in _NOT_IN_IDS)
