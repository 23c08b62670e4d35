"""What a proof rests on and what it did not look at, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.report.paragraph import paragraph, some_of
from sealane.startup.step import StepName

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verdicts.acceptance import Acceptance, Weighed
    from sealane.world.gaps import Noun

_SUBJECTS = 40


def closing(weighed: Weighed, style: Style) -> str:
    """Say what was assumed, what was not looked at, and which acceptances no longer do anything."""
    lines = [
        style.paint(paragraph(text, style, "", "  "), "dim")
        for text in (_assumed(weighed), *_vouched(weighed), _taken_whole(weighed), _not_looked_at(weighed))
        if text
    ]
    stale = [*((one, "expired") for one in weighed.expired), *((one, "unmatched") for one in weighed.unmatched)]
    lines += [style.paint(paragraph(stale_text(one, kind), style, "! ", "  "), "yellow") for one, kind in stale]
    return "\n".join(lines)


def assumed_subjects(weighed: Weighed) -> dict[Noun, list[str]]:
    """Return what the source cannot know and nobody vouches for, by noun, each subject once."""
    found: dict[Noun, dict[str, None]] = {}
    for service in weighed.proof.services:
        for one in service.assumed:
            if one.because:
                continue
            found.setdefault(one.noun, {})[one.subject] = None
    return {noun: list(subjects) for noun, subjects in found.items()}


def stale_text(acceptance: Acceptance, kind: str) -> str:
    """Say that an acceptance expired or covers nothing."""
    where = f" ({acceptance.place})" if acceptance.place else ""
    what = f"the acceptance of `{acceptance.cause}` at `{acceptance.origin}`{where}"
    if kind == "expired":
        return f"{what} expired after {acceptance.until}"
    return f"{what} covers no finding and can go"


def _assumed(weighed: Weighed) -> str:
    found = assumed_subjects(weighed)
    if not found:
        return ""
    parts = []
    for noun, subjects in found.items():
        named = [subject for subject in subjects if subject]
        name = str(noun).replace("-", " ")
        parts.append(f"{name} ({some_of(named, _SUBJECTS)})" if named else name)
    return f"Assumed to exist and to stand in nobody's way, for the source cannot tell: {', '.join(parts)}"


def _vouched(weighed: Weighed) -> list[str]:
    found = {(one.subject, one.because): None for service in weighed.proof.services for one in service.assumed}
    return [f"Taken on trust: {subject} lets the task pull ({because})" for subject, because in found if because]


def _taken_whole(weighed: Weighed) -> str:
    blocks = weighed.proof.source.taken_whole
    if not blocks:
        return ""
    named = some_of(list(blocks), _SUBJECTS)
    return f"Taken to mean all instances, for a plan shows no functions: {named}; `--config DIR` makes sure"


def _not_looked_at(weighed: Weighed) -> str:
    if not weighed.proof.services:
        return ""
    declared = any(step.step.name is StepName.APPLICATION for one in weighed.proof.services for step in one.steps)
    calls = (
        "calls of the containers that the spec does not declare"
        if declared
        else "what the containers call once they run"
    )
    return f"Not looked at: {calls}, and service quotas"
