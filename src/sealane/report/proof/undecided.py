"""What nobody could decide, put together by its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.records import dataclass, field
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.verdicts.check import Check
    from sealane.verdicts.proof import Proof, ServiceProof
    from sealane.world.values import Unknown

_NOT: Final = "not ("


@dataclass(slots=True, kw_only=True)
class Doubt:
    """One reason, what it leaves open, and the IAM action that would settle it, empty when none would."""

    reason: str
    action: str
    steps: dict[str, None] = field(default_factory=dict)
    services: dict[str, None] = field(default_factory=dict)


def doubts(proof: Proof) -> tuple[Doubt, ...]:
    """Collect every reason, those that leave most services open in front."""
    found: dict[tuple[str, str], Doubt] = {}
    for service in proof.services:
        for step, reason, action in _reasons(service):
            doubt = found.setdefault((reason, action), Doubt(reason=reason, action=action))
            doubt.services[service.service.origin.name] = None
            if step:
                doubt.steps[step] = None
    return tuple(sorted(found.values(), key=lambda doubt: -len(doubt.services)))


def _reasons(service: ServiceProof) -> Iterator[tuple[str, str, str]]:
    """Go through the looks that are open, then through what the service itself says."""
    if service.verdict is Verdict.HOLDS and not service.open:
        return
    for check in service.placement:
        yield from _of(check, "")
    for step in service.steps:
        for check in step.checks:
            yield from _of(check, str(step.step.name))
    for value in service.open:
        yield "", _positive(value.reason), _action(value)


def _of(check: Check, step: str) -> Iterator[tuple[str, str, str]]:
    if check.verdict is not Verdict.UNKNOWN:
        return
    for value in check.open:
        yield step, _positive(value.reason), _action(value)
    # What is open of a call is what its decision depends on, in the same words.
    if check.decision is not None and not check.open:
        for condition in check.decision.conditions:
            yield step, f"the call is allowed only if {condition}", ""


def _positive(reason: str) -> str:
    """Return a reason without the negation around it: whoever does not know the one does not know the other."""
    return reason[len(_NOT) : -1] if reason.startswith(_NOT) and reason.endswith(")") else reason


def _action(value: Unknown | Unread) -> str:
    return value.action if isinstance(value, Unread) else ""
