"""What a spec file says, as plain values with their places."""

from __future__ import annotations

from typing import Any

from sealane.errors import Problem
from sealane.records import dataclass
from sealane.spec.places import Path, Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What a file says.

    Attributes:
        root: dictionaries, lists, texts, numbers and booleans.
        marks: see `Places.marks`.
        sources: source text of numbers and booleans, by the identity of their container and their key.
        problems: what was wrong but did not stop the reading, placed.
        broken: paths of the values that were left out because of these problems.

    """

    root: Any
    marks: dict[int, tuple[Any, dict[str | int, tuple[Position, Position]]]]
    sources: dict[tuple[int, str | int], str]
    problems: tuple[Problem, ...] = ()
    broken: frozenset[Path] = frozenset()
