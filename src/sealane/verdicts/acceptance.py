"""Findings that somebody accepts, with a reason: they stay visible and no longer make a proof fail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sealane.errors import Place
from sealane.records import dataclass
from sealane.verdicts.cause import LEAKS, Cause
from sealane.verdicts.proof import Finding, Proof, ServiceProof
from sealane.verdicts.verdict import Verdict, worst


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One cause that is accepted where its origin fits a pattern.

    Attributes:
        cause: what is accepted.
        because: why, for whoever reads the answer.
        origin: the name of the fact to change, `*` and `?` standing for any characters and for one.
        until: the last day on which it counts; without one it counts for ever.
        place: where it is written, `None` for one from the command line.

    """

    cause: Cause
    because: str
    origin: str = "*"
    until: date | None = None
    place: Place | None = None

    def covers(self, finding: Finding) -> bool:
        """Tell whether the finding is what is accepted, whatever the day."""
        return finding.cause is self.cause and fits(self.origin, finding.origin.name)

    def counts_on(self, day: date) -> bool:
        """Tell whether it still counts."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A proof together with what is accepted of it.

    Attributes:
        proof: what is true, whatever anybody accepts.
        acceptances: those that count today, in the order in which they were given.
        expired: those that would cover a finding and count no longer, and those that are past their day anyway.
        unmatched: those that count and cover nothing, so that nobody keeps them for nothing.

    """

    proof: Proof
    acceptances: tuple[Acceptance, ...] = ()
    expired: tuple[Acceptance, ...] = ()
    unmatched: tuple[Acceptance, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The worst of all services, as they are weighed; without any service nothing could be decided."""
        services = self.proof.services
        return worst(map(self.verdict_of, services)) if services else Verdict.UNKNOWN

    def accepting(self, finding: Finding) -> Acceptance | None:
        """Return the first acceptance that covers a finding."""
        return next((one for one in self.acceptances if one.covers(finding)), None)

    def verdict_of(self, service: ServiceProof) -> Verdict:
        """Return a service's verdict once what is accepted no longer counts.

        It fails as long as one of its findings is not accepted, and also when something fails that no finding explains.
        What the accepted findings hid is asked again: a look that could not be decided leaves the service unknown.
        """
        if not self.acceptances or service.verdict is not Verdict.FAILS:
            return service.verdict
        if not all(map(self.accepting, service.findings)) or not _explained(service):
            return Verdict.FAILS
        undecided = service.open or any(verdict is Verdict.UNKNOWN for verdict in _verdicts(service))
        return Verdict.UNKNOWN if undecided else Verdict.HOLDS


def weigh(proof: Proof, acceptances: Iterable[Acceptance], today: date) -> Weighed:
    """Hold a proof against what is accepted on a day."""
    given = tuple(acceptances)
    counting = tuple(one for one in given if one.counts_on(today))
    found = {(finding.cause, finding.origin.name): finding for finding in _findings(proof)} if given else {}
    return Weighed(
        proof=proof,
        acceptances=counting,
        expired=tuple(one for one in given if not one.counts_on(today)),
        unmatched=tuple(
            one for one in counting if not any(map(one.covers, found.values())) and not _rests_on(proof, one)
        ),
    )


def vouching(acceptances: Iterable[Acceptance], today: date) -> Iterator[tuple[str, str]]:
    """Yield what is vouched for on a day, as a pattern of ARNs with the reason.

    Whoever accepts that a repository's policy may deny a task says of one that nobody here may read that it does not.
    """
    for one in acceptances:
        if one.cause is Cause.REPOSITORY_POLICY_DENIES and one.counts_on(today):
            yield one.origin, one.because


def fits(pattern: str, name: str) -> bool:
    """Tell whether a name fits a pattern; brackets mean themselves, for they stand in Terraform addresses."""
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, name, flags=re.DOTALL) is not None


def _rests_on(proof: Proof, acceptance: Acceptance) -> bool:
    """Tell whether something is taken for granted because of an acceptance."""
    if acceptance.cause is not Cause.REPOSITORY_POLICY_DENIES:
        return False
    assumed = (one for service in proof.services for one in service.assumed)
    return any(one.because == acceptance.because and fits(acceptance.origin, one.subject) for one in assumed)


def _findings(proof: Proof) -> Iterator[Finding]:
    for service in proof.services:
        yield from service.findings
        yield from service.advice


def _explained(service: ServiceProof) -> bool:
    """Tell whether every property that fails has a finding, so that accepting the findings accepts all of it."""
    stopped = {step for finding in service.findings for step in finding.steps}
    if any(step.verdict is Verdict.FAILS and step.step.name not in stopped for step in service.steps):
        return False
    causes = {finding.cause for finding in service.findings}
    failing_placement = {check.cause for check in service.placement if check.verdict is Verdict.FAILS}
    leaks = service.sealed is not Verdict.FAILS or bool(causes & LEAKS)
    starts = service.starts is not Verdict.FAILS or bool(causes - LEAKS)
    return failing_placement <= causes and leaks and starts


def _verdicts(service: ServiceProof) -> Iterator[Verdict]:
    """Go through every single look, because what fails hides in its fold what is unknown beside it."""
    yield service.starts
    yield service.sealed
    for check in service.placement:
        yield check.verdict
    for step in service.steps:
        yield step.verdict
        for check in step.checks:
            yield check.verdict
