"""The steps of a service as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from sealane.records import dataclass
from sealane.report.page.permissions import PermissionView, permission_views
from sealane.report.proof.chain import target
from sealane.startup.step import (
    GatewayEndpoint,
    InterfaceEndpoint,
    MountTarget,
    NoPackets,
    Outside,
    Undecided,
)
from sealane.verdicts.cause import Cause
from sealane.verdicts.check import Subject
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from sealane.report.page.ways import Ways
    from sealane.startup.step import Step
    from sealane.verdicts.evidence import Evidence
    from sealane.verdicts.proof import StepVerdict

Numbers: TypeAlias = Mapping[tuple[Cause, str], int]
"""The numbers of a service's findings by cause and fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step.

    `key` is what the drawing calls it: the number of its service and its own, both from 0. `carrier` is what carries
    its packets, `ways` and `findings` are numbers of the page, `open` is why its verdict is not known.
    """

    key: str
    name: str
    because: str
    to: str
    carrier: str
    verdict: str
    starts: bool
    ways: tuple[int, ...]
    permissions: tuple[PermissionView, ...]
    causes: tuple[str, ...]
    findings: tuple[int, ...]
    open: tuple[str, ...]
    link: str


def step_view(key: str, judged: StepVerdict, evidence: Evidence, ways: Ways, found: Numbers) -> StepView:
    """Lay out one step with its evidence."""
    step = judged.step
    blocks = [block for check in judged.checks for block in check.blocks]
    stopped = [(block.cause, block.origin.name) for block in blocks]
    network = [block for check in judged.checks if check.subject is Subject.NETWORK for block in check.blocks]
    reasons = [value.reason for check in judged.checks if check.verdict is Verdict.UNKNOWN for value in check.open]
    return StepView(
        key=key,
        name=str(step.name),
        because=step.because,
        to=target(step),
        carrier=_carrier(step, evidence),
        verdict=str(judged.verdict),
        starts=step.starts,
        ways=tuple(
            dict.fromkeys(
                ways.number(trace, network if trace.verdict is not Verdict.HOLDS else ()) for trace in evidence.traces
            )
        ),
        permissions=permission_views(evidence.permissions),
        findings=tuple(dict.fromkeys(found[one] for one in stopped if one in found)),
        causes=tuple(dict.fromkeys(str(block.cause) for block in blocks)),
        open=tuple(dict.fromkeys(reasons)),
        link=step.source,
    )


def _carrier(step: Step, evidence: Evidence) -> str:
    """Say what carries the packets of a step: the endpoint that they go through, or what would."""
    through = tuple(dict.fromkeys(trace.endpoint for trace in evidence.traces if trace.endpoint))
    match step.carrier:
        case NoPackets():
            return "no packet of the task"
        case Outside(reason=reason):
            return f"nothing inside: {reason}"
        case Undecided(reason=reason):
            return f"not known: {reason}"
        case MountTarget():
            return "a mount target"
        case InterfaceEndpoint(suffix=suffix):
            return ", ".join(through) or f"an endpoint of {suffix}"
        case GatewayEndpoint(suffix=suffix):
            return ", ".join(through) or f"a gateway endpoint of {suffix}"
