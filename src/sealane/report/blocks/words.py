"""The words of a block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is said of a block; literals stand between backticks, made by `report.escape.literal`.

    Attributes:
        sentence: what is wrong, without a full stop, without file and line.
        change: what to do about it, as an order to the reader, without a full stop.
        link: the AWS page that states the rule, or empty.

    """

    sentence: str
    change: str
    link: str = ""


# A function of a table takes blocks of the type that it stands under, which the type of a table cannot say.
Wording = Mapping[type, Callable[[Any], Words]]
