"""The identity card of a step: its name, what it is, and the AWS pages that say so."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.startup.step import StepName


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What every file of a step says about itself; `sources` has at least one link."""

    name: StepName
    title: str
    sources: tuple[str, ...]
