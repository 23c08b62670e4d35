"""The words of a block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One sentence that says what is wrong, one that says what to change, and the AWS page; none has a full stop."""

    sentence: str
    change: str
    link: str


# A function of a table takes blocks of the type that it stands under, which the type of a table cannot say.
Wording = Mapping[type, Callable[[Any], Words]]
