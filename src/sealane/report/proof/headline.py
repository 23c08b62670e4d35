"""The answer to the whole question in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.report.paragraph import counted
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sealane.verdicts.acceptance import Weighed
    from sealane.verdicts.proof import ServiceProof


def headline(weighed: Weighed) -> str:
    """Say what is true of the services, whatever is accepted; that something is accepted is said behind it."""
    services = weighed.proof.services
    if not services:
        return "there is no Fargate service in it, so there is nothing to prove"
    text = _only(services[0]) if len(services) == 1 else _several(services)
    accepted = sum(weighed.accepting(finding) is not None for service in services for finding in service.findings)
    if not accepted:
        return text
    return f"{text}; {counted(accepted, 'finding is accepted', 'findings are accepted')}"


def _only(service: ServiceProof) -> str:
    name = service.service.origin.name
    starts = {
        Verdict.HOLDS: "starts",
        Verdict.FAILS: "will not start",
        Verdict.UNKNOWN: "may not start",
    }[service.starts]
    sealed = {
        Verdict.HOLDS: "is sealed",
        Verdict.FAILS: "is not sealed",
        Verdict.UNKNOWN: "may not be sealed",
    }[service.sealed]
    same = (service.starts is Verdict.HOLDS) == (service.sealed is Verdict.HOLDS)
    text = f"{name} {starts}{' and' if same else ', but'} {sealed}"
    calls = _calls(service)
    if calls is Verdict.HOLDS:
        return text
    return f"{text}; calls that it makes once it runs {'fail' if calls is Verdict.FAILS else 'may fail'}"


def _several(services: Sequence[ServiceProof]) -> str:
    total = len(services)
    parts = [
        _part([service.starts for service in services], total, ("does not start", "do not start"), "may not start"),
        _part(
            [service.sealed for service in services], total, ("is not sealed", "are not sealed"), "may not be sealed"
        ),
        _part(
            list(map(_calls, services)), total, ("makes calls that fail", "make calls that fail"), "make calls that may"
        ),
    ]
    said = [part for part in parts if part]
    return "; ".join(said) if said else f"all {counted(total, 'service')} start and are sealed"


def _part(verdicts: list[Verdict], total: int, fails: tuple[str, str], unknown: str) -> str:
    said = []
    failing, open_ = verdicts.count(Verdict.FAILS), verdicts.count(Verdict.UNKNOWN)
    if failing:
        said.append(f"{failing:,} of {total:,} services {fails[failing > 1]}")
    if open_:
        said.append(f"{open_:,} {unknown}" if failing else f"{open_:,} of {total:,} services {unknown}")
    return ", ".join(said)


def _calls(service: ServiceProof) -> Verdict:
    """Return the worst of the steps that the task does not need to start."""
    verdicts = {step.verdict for step in service.steps if not step.step.starts}
    if Verdict.FAILS in verdicts:
        return Verdict.FAILS
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.HOLDS
