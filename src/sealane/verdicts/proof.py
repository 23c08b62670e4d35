"""The answer to the two questions about every service: will it start, and is it sealed?"""

from __future__ import annotations

from sealane.records import dataclass
from sealane.startup.step import Step, StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.check import Check
from sealane.verdicts.trace import Block, Trace
from sealane.verdicts.verdict import Verdict, worst
from sealane.world.gaps import Noun
from sealane.world.services import Service
from sealane.world.values import Origin, Unknown, Unread
from sealane.world.world import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class StepVerdict:
    """One step, judged on its own evidence as if those before it had worked."""

    step: Step
    verdict: Verdict
    checks: tuple[Check, ...]

    @property
    def cause(self) -> Cause | None:
        """The cause that bites first."""
        return next((check.cause for check in self.checks if check.blocks), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One root cause: what stands in the way, of which steps, and where.

    `steps` are the steps that it stops, in order; a finding about the seal or an advice has none.
    `more` are further blocks of the same cause at the same fact, as the other rules that one group lacks.
    `witness` is the packet that refutes the seal.
    """

    block: Block
    more: tuple[Block, ...] = ()
    steps: tuple[StepName, ...] = ()
    witness: Trace | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All that stands in the way, the one that bites first in front."""
        return (self.block, *self.more)

    @property
    def cause(self) -> Cause:
        """The code."""
        return self.block.cause

    @property
    def origin(self) -> Origin:
        """The fact to change."""
        return self.block.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """Something outside of the source that is taken to exist and to stand in nobody's way: `subject` of a noun.

    `because` is what somebody says who vouches for it, empty where nobody needs to.
    """

    noun: Noun
    subject: str
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceProof:
    """What is proved of one service.

    Attributes:
        starts: whether its tasks start, on every subnet that they may be placed in.
        sealed: whether nothing leaves to the internet and nothing comes in from it.
        steps: every call of a task's start.
        findings: root causes, the one that bites first in front.
        placement: what was looked at before any call: size, zones, addresses.
        advice: what is worth knowing and makes nothing fail.
        open: what nobody could decide, with the reason.
        assumed: what the source cannot know.

    """

    service: Service
    starts: Verdict
    sealed: Verdict
    steps: tuple[StepVerdict, ...]
    findings: tuple[Finding, ...]
    placement: tuple[Check, ...] = ()
    advice: tuple[Finding, ...] = ()
    open: tuple[Unknown | Unread, ...] = ()
    assumed: tuple[Assumed, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The worst of what is asked: starting, being sealed, and the calls that the task makes once it runs."""
        return worst([self.starts, self.sealed, *[step.verdict for step in self.steps]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is proved of a source; without any service nothing could be decided."""

    source: Source
    services: tuple[ServiceProof, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of all services."""
        return worst(service.verdict for service in self.services) if self.services else Verdict.UNKNOWN
