"""The steps of a service as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

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
    from sealane.verdicts.trace import Trace

# What a gateway, an instance or a load balancer does with a packet; tables and filters only look at it.
_HANDS_ON: Final = frozenset({"delivers", "forwards", "translates"})
_LOOKS: Final = frozenset({"network-acl", "route-table", "security-group", "name-server"})

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
    """Say what carries the packets of a step: the endpoint or gateway that they go through, or what would."""
    through = tuple(dict.fromkeys(trace.endpoint or _gateway(trace) for trace in evidence.traces))
    through = tuple(filter(None, through))
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


def _gateway(trace: Trace) -> str:
    """Return the first thing that hands the packet on, of a way that gets through without an endpoint."""
    handing = (hop.origin.name for hop in trace.forward if hop.does in _HANDS_ON and hop.kind not in _LOOKS)
    return next(handing, "") if trace.verdict is Verdict.HOLDS else ""
