"""What a proof did not look at, could not know, took for granted, or was told to accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.report.page.findings import AcceptanceView, acceptance_view
from sealane.report.proof.closing import assumed_subjects
from sealane.report.proof.undecided import Doubt, doubts
from sealane.startup.step import StepName
from sealane.world.values import Unread

if TYPE_CHECKING:
    from sealane.verdicts.acceptance import Weighed
    from sealane.world.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """Facts that may be missing: of what, where, why, and the IAM action that would read them."""

    noun: str
    scope: str
    reason: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Omissions:
    """All of it; a text of `beyond` is a sentence."""

    beyond: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    gaps: tuple[GapView, ...]
    assumed: tuple[tuple[str, tuple[str, ...]], ...]
    trusted: tuple[tuple[str, str], ...]
    taken_whole: tuple[str, ...]
    accepted: tuple[AcceptanceView, ...]
    expired: tuple[AcceptanceView, ...]
    unmatched: tuple[AcceptanceView, ...]


def omissions_of(weighed: Weighed, world: World) -> Omissions:
    """Collect them."""
    source, services = weighed.proof.source, weighed.proof.services
    assumed = assumed_subjects(weighed)
    trusted = {(one.subject, one.because): None for service in services for one in service.assumed if one.because}
    unused = set(map(id, weighed.unmatched))
    return Omissions(
        beyond=_beyond(weighed),
        doubts=doubts(weighed.proof),
        gaps=tuple(
            GapView(
                noun=str(gap.noun).replace("-", " "),
                scope=gap.scope,
                reason=gap.why.reason,
                action=gap.why.action if isinstance(gap.why, Unread) else "",
            )
            for gap in world.gaps
        ),
        assumed=tuple(
            (str(noun).replace("-", " "), tuple(one for one in subjects if one)) for noun, subjects in assumed.items()
        ),
        trusted=tuple(trusted),
        taken_whole=source.taken_whole,
        accepted=tuple(acceptance_view(one) for one in weighed.acceptances if id(one) not in unused),
        expired=tuple(map(acceptance_view, weighed.expired)),
        unmatched=tuple(map(acceptance_view, weighed.unmatched)),
    )


def _beyond(weighed: Weighed) -> tuple[str, ...]:
    services = weighed.proof.services
    declared = any(step.step.name is StepName.APPLICATION for service in services for step in service.steps)
    calls = "Calls of the containers that the spec does not declare" if declared else "What the containers call"
    return (
        f"{calls} once they run: only the calls of a task's start are proved.",
        "Service quotas, and the capacity that AWS has at the moment of the start.",
        "Anything that changes after the source was read; a proof of the plan is no watch over the account.",
        "Outages of AWS, and rules of AWS that its documentation does not state.",
    )
