"""The answer to why a task did not start: ranked causes, and what was ruled out."""

from __future__ import annotations

from sealane.diagnosis.commands import Command
from sealane.diagnosis.evidence.sign import Sign
from sealane.diagnosis.symptoms.outlook import Reason
from sealane.diagnosis.symptoms.symptom import Symptom
from sealane.records import dataclass
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.proof import Finding
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Origin, Unknown, Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One cause: of which step, what in the message points to it, and the finding that proves it, when one does."""

    cause: Cause
    step: StepName | None
    reason: Reason
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A cause that is not the one, and what rules it out; the finding when a proof has it nevertheless."""

    cause: Cause
    reason: Reason
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What is said of one message.

    Attributes:
        symptom: the message, understood.
        causes: the likeliest first; each proved by a finding, or all of them only possible.
        ruled_out: causes that the message or the proof contradicts.
        later: findings of the same service that stop other steps and would stop the next start.
        commands: what would decide between the causes.
        service: the service that the proof is of; `None` for a message alone.
        step_now: what the proof says of the failed step as the world is now.
        open: what the proof could not read of that step.
        signs: what the logs that were given say of it.

    """

    symptom: Symptom
    causes: tuple[Ranked, ...] = ()
    ruled_out: tuple[Excluded, ...] = ()
    later: tuple[Finding, ...] = ()
    commands: tuple[Command, ...] = ()
    service: Origin | None = None
    step_now: Verdict | None = None
    open: tuple[Unknown | Unread, ...] = ()
    signs: tuple[Sign, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the first cause is proved by a finding, or is the only one that the message leaves."""
        if self.causes and self.causes[0].finding is not None:
            return True
        return len(self.causes) == 1 and self.causes[0].reason is Reason.SAID
