"""A rehearsal: what was predicted of every step beside what happened when it was made."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.verdicts.cause import Cause
from sealane.verdicts.check import Check, Subject
from sealane.verdicts.observation import Exchange, Observation
from sealane.verdicts.proof import ServiceProof, StepVerdict
from sealane.verdicts.verdict import Verdict, worst

# What a lab is the judge of. Permissions it enforces only in part, and sizes and zones not at all.
_JUDGED = frozenset({Subject.NETWORK, Subject.IMAGE, Subject.STORE})


class Agreement(enum.StrEnum):
    """How an observation stands to the prediction."""

    AGREES = "agrees"
    DIFFERS = "differs"
    DECIDES = "decides"
    BEYOND = "beyond"
    NOT_MADE = "not-made"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRehearsal:
    """One step: its prediction, and what was seen in each subnet.

    `not_shown` are causes that this rehearsal had no means to show, as those of an image that another one stood in for.
    """

    predicted: StepVerdict
    observations: tuple[Observation, ...]
    not_shown: frozenset[Cause] = frozenset()

    @property
    def observed(self) -> Verdict:
        """The worst that was seen; unknown when it was made nowhere."""
        seen = [one.verdict for one in self.observations]
        return worst(seen) if seen else Verdict.UNKNOWN

    @property
    def agreement(self) -> Agreement:
        """Whether both say the same.

        `decides` is where the proof could not say and the rehearsal could; `beyond` is where the proof fails by what no
        lab enforces; `not-made` is where nothing was seen.
        """
        predicted, observed = self.predicted.verdict, self.observed
        if observed is Verdict.UNKNOWN:
            return Agreement.NOT_MADE
        if predicted is observed:
            return Agreement.AGREES
        if predicted is Verdict.UNKNOWN:
            open_ = [check for check in self.predicted.checks if check.verdict is Verdict.UNKNOWN]
            shown = observed is Verdict.FAILS or all(check.subject in _JUDGED for check in open_)
            return Agreement.DECIDES if shown else Agreement.BEYOND
        failing = [check for check in self.predicted.checks if check.verdict is Verdict.FAILS]
        if predicted is Verdict.FAILS and not any(map(self._judges, failing)):
            return Agreement.BEYOND
        return Agreement.DIFFERS

    def _judges(self, check: Check) -> bool:
        """Tell whether a rehearsal would have shown that a check fails."""
        causes = {block.cause for block in check.blocks}
        return check.subject in _JUDGED and not (causes and causes <= self.not_shown)

    @property
    def failed(self) -> Observation | None:
        """The first observation that failed."""
        return next((one for one in self.observations if one.verdict is Verdict.FAILS), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRehearsal:
    """One service.

    Attributes:
        proof: what was predicted of it.
        steps: its steps in their order.
        left_out: what the lab could not be given, and what it does not enforce, each as a clause.
        stand_ins: the images that others stood in for, each with what stood in.
        leaks: what arrived in what stands for the internet.

    """

    proof: ServiceProof
    steps: tuple[StepRehearsal, ...]
    left_out: tuple[str, ...] = ()
    stand_ins: tuple[tuple[str, str], ...] = ()
    leaks: tuple[Exchange, ...] = ()

    @property
    def first_failure(self) -> Observation | None:
        """What AWS would report: the first step of the start that failed."""
        return next((step.failed for step in self.steps if step.failed and step.predicted.step.starts), None)

    @property
    def starts(self) -> Verdict:
        """Whether its task started, as far as the steps of its start were made."""
        return worst(step.observed for step in self.steps if step.predicted.step.starts)

    @property
    def differences(self) -> tuple[StepRehearsal, ...]:
        """The steps of which proof and rehearsal say different things: one of them is wrong."""
        return tuple(step for step in self.steps if step.agreement is Agreement.DIFFERS)

    @property
    def differs(self) -> bool:
        """Whether proof and rehearsal say different things of a step, or something leaked of what was proved sealed."""
        return bool(self.differences) or (bool(self.leaks) and self.proof.sealed is Verdict.HOLDS)

    @property
    def unseen_leak(self) -> bool:
        """Whether the proof knows a way in or out that this rehearsal did not see used."""
        return self.proof.sealed is Verdict.FAILS and not self.leaks

    @property
    def in_doubt(self) -> bool:
        """Whether the proof says otherwise than what was seen, or leaves open what this rehearsal had no means to show.

        A start that works makes up for nothing but steps that the proof could not decide for want of the network.
        """
        proof = self.proof
        if self.differs or proof.verdict is Verdict.HOLDS:
            return self.differs
        placed = all(check.verdict is Verdict.HOLDS for check in proof.placement)
        decided = all(step.agreement in {Agreement.AGREES, Agreement.DECIDES} for step in self.steps)
        return not (placed and decided and proof.sealed is Verdict.HOLDS and not self.left_out and self.steps)

    @property
    def beyond(self) -> tuple[StepRehearsal, ...]:
        """The steps that fail by what no lab enforces."""
        return tuple(step for step in self.steps if step.agreement is Agreement.BEYOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What was rehearsed of a source; `taken` names the pieces that were taken away or broken before."""

    source: str
    services: tuple[ServiceRehearsal, ...]
    taken: tuple[str, ...] = ()
    capture: str = ""
    seconds: float = 0.0

    @property
    def differs(self) -> bool:
        """Whether proof and rehearsal contradict each other of any service."""
        return any(service.differs for service in self.services)

    @property
    def verdict(self) -> Verdict:
        """Fails when a start failed or something leaked.

        Unknown when nothing was made, when proof and lab differ, for then one of them is wrong, and wherever the proof
        fails by what was not seen, as a zone without Fargate: a rehearsal never makes good what a proof refutes.
        """
        if self.differs:
            return Verdict.UNKNOWN
        if any(service.starts is Verdict.FAILS or service.leaks for service in self.services):
            return Verdict.FAILS
        if not self.services or any(service.in_doubt for service in self.services):
            return Verdict.UNKNOWN
        return worst(service.starts for service in self.services)
