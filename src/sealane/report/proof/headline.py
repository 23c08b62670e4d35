"""The answer to the whole question in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.paragraph import counted, joined
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sealane.verdicts.acceptance import Weighed
    from sealane.verdicts.proof import ServiceProof

# For each question: that one service passes, does not, that several do not, and the question for one and for several.
_STARTS: Final = ("starts", "does not start", "do not start", "starts", "start")
_SEALED: Final = ("is sealed", "is not sealed", "are not sealed", "is sealed", "are sealed")
_CALLS: Final = (
    "",
    "makes calls that fail once it runs",
    "make calls that fail once they run",
    "can make all of its calls",
    "can make all of their calls",
)


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


def calls_verdict(service: ServiceProof) -> Verdict:
    """Return the worst of the steps that the task does not need to start."""
    verdicts = {step.verdict for step in service.steps if not step.step.starts}
    if Verdict.FAILS in verdicts:
        return Verdict.FAILS
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.HOLDS


def _only(service: ServiceProof) -> str:
    name = service.service.origin.name
    asked = ((_STARTS, service.starts), (_SEALED, service.sealed), (_CALLS, calls_verdict(service)))
    known = [words[verdict is Verdict.FAILS] for words, verdict in asked if verdict is not Verdict.UNKNOWN]
    said = joined([text for text in known if text])
    open_ = joined([words[3] for words, verdict in asked if verdict is Verdict.UNKNOWN])
    if not open_:
        return f"{name} {said}"
    return f"{name} {said}; whether it {open_} is not known" if said else f"whether {name} {open_} is not known"


def _several(services: Sequence[ServiceProof]) -> str:
    total = len(services)
    asked = (
        (_STARTS, [service.starts for service in services]),
        (_SEALED, [service.sealed for service in services]),
        (_CALLS, list(map(calls_verdict, services))),
    )
    failing, open_ = [], []
    for words, verdicts in asked:
        fails, unknown = verdicts.count(Verdict.FAILS), verdicts.count(Verdict.UNKNOWN)
        if fails:
            failing.append(f"{fails:,} {words[1 if fails == 1 else 2]}")
        if unknown:
            open_.append(f"{unknown:,} {words[3 if unknown == 1 else 4]}")
    if not failing and not open_:
        return f"all {total:,} services start and are sealed"
    of = f"of {total:,} services "
    if not failing:
        return f"{of}it is not known whether {joined(open_)}"
    return of + joined(failing) + (f"; whether {joined(open_)} is not known" if open_ else "")
