"""The three answers, and how several become one."""

from __future__ import annotations

import enum
from collections.abc import Iterable


class Verdict(enum.StrEnum):
    """What is said about a property."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


_HOLDS, _FAILS, _UNKNOWN = Verdict


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the worst: one that fails decides, then one that is unknown; nothing at all holds."""
    found = _HOLDS
    for verdict in verdicts:
        if verdict is _FAILS:
            return _FAILS
        if verdict is not _HOLDS:
            found = _UNKNOWN
    return found
