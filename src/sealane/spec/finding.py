"""Something a check found, with the path that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sealane.errors import Problem
from sealane.spec.places import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem of the spec, not yet placed in a file.

    Attributes:
        path: the value that is wrong.
        problem: what is wrong with it.
        also: other values that the finding rests on; it is dropped when one of them is itself unreadable.
        severity: a `warning` never stops a verb.
        on_key: the key is at fault, not its value.

    """

    path: Path
    problem: Problem
    also: tuple[Path, ...] = ()
    severity: Literal["error", "warning"] = "error"
    on_key: bool = False
