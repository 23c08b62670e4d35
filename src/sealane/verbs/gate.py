"""The place between plan and apply where a proof has its say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sealane.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a gate says of a plan; an unknown judgement stops an apply as a failed one does."""

    verdict: str
    problems: tuple[Problem, ...] = ()


Gate = Callable[[bytes], Judgement]
"""Takes the plan as `terraform show -json` prints it."""
