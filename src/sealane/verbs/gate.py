"""The place between plan and apply where a proof has its say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sealane.errors import ExitStatus, Problem, SealaneError
from sealane.records import dataclass

if TYPE_CHECKING:
    from sealane.verbs.prove import Proved


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a gate says of a plan; an unknown judgement stops an apply as a failed one does.

    `proved` is the proof that it rests on, `None` when a gate of somebody else's has none.
    """

    verdict: str
    problems: tuple[Problem, ...] = ()
    proved: Proved | None = None


Gate = Callable[[bytes], Judgement]
"""Takes the plan as `terraform show -json` prints it."""


class NotProvedError(SealaneError):
    """A plan that a gate stops: exit status 1 for what fails, 3 for what is unknown."""

    def __init__(self, judgement: Judgement) -> None:
        """Keep the judgement, whose proof says why."""
        reasons = judgement.problems or (Problem(code="not-proved", what="the plan could not be proved"),)
        fails = judgement.verdict == "fails"
        super().__init__(reasons, ExitStatus.FAILS if fails else ExitStatus.UNDECIDED)
        self.judgement = judgement
