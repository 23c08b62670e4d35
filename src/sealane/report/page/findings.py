"""Findings as a page tells them: what is wrong, whom it stops, what to change, and the way that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.report.escape import literal
from sealane.report.page.services import place_of
from sealane.report.paragraph import counted, joined
from sealane.report.proof.groups import Group, advice_groups
from sealane.report.style import capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sealane.report.page.ways import Ways
    from sealane.report.proof.fixing import FixOf
    from sealane.verdicts.acceptance import Acceptance, Weighed
    from sealane.verdicts.cause import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceView:
    """What somebody accepts: why, until when, and where it is written, which says who."""

    cause: str
    origin: str
    because: str
    until: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One thing to change; `key` is the step that shows it, `way` the number of the way that does, 0 for none."""

    number: int
    cause: str
    sentence: str
    effect: str
    where: str
    place: str
    change: str
    terraform: str
    cli: str
    diff: str
    note: str
    link: str
    services: tuple[str, ...]
    accepted: AcceptanceView | None
    key: str
    way: int


def finding_views(groups: Sequence[Group], weighed: Weighed, fix_of: FixOf, ways: Ways) -> tuple[FindingView, ...]:
    """Lay out every finding, in the order of the other forms."""
    numbers = {id(service): number for number, service in enumerate(weighed.proof.services)}
    return tuple(
        _finding(number, group, fix_of, _step_of(group, numbers), ways) for number, group in enumerate(groups, start=1)
    )


def numbers_of(groups: Sequence[Group]) -> dict[int, dict[tuple[Cause, str], int]]:
    """Return the numbers of every service's findings, by the service's identity, then by cause and fact."""
    found: dict[int, dict[tuple[Cause, str], int]] = {}
    for number, group in enumerate(groups, start=1):
        for service in group.services:
            for name in group.origins:
                found.setdefault(id(service), {})[group.cause, name] = number
    return found


def advice_views(weighed: Weighed) -> tuple[tuple[str, str, str, int], ...]:
    """Return the advice: what is so, what to change, its code, and how many services it is for."""
    return tuple(
        (capital(group.sentence), capital(group.words.change), str(group.cause), len(group.services))
        for group in advice_groups(weighed)
    )


def acceptance_view(acceptance: Acceptance) -> AcceptanceView:
    """Lay out an acceptance."""
    place = acceptance.place
    return AcceptanceView(
        cause=str(acceptance.cause),
        origin=acceptance.origin,
        because=acceptance.because,
        until=acceptance.until.isoformat() if acceptance.until else "",
        place=place_of(place.file, place.line) if place else "the command line",
    )


def _finding(number: int, group: Group, fix_of: FixOf, key: str, ways: Ways) -> FindingView:
    finding, fix = group.finding, fix_of(group.finding)
    names = tuple(service.service.origin.name for service in group.services)
    of = literal(names[0]) if len(names) == 1 else counted(len(names), "service")
    witness = finding.witness
    return FindingView(
        number=number,
        cause=str(group.cause),
        sentence=capital(group.sentence),
        effect=f"Stops {joined(group.steps)} of {of}" if group.steps else f"Concerns {of}",
        where=group.name,
        place=group.place,
        change=capital(group.words.change),
        terraform=fix.terraform.strip("\n") if fix is not None else "",
        cli=fix.cli.strip("\n") if fix is not None else "",
        diff=fix.diff.strip("\n") if fix is not None else "",
        note=fix.note if fix is not None else "",
        link=group.words.link,
        services=names,
        accepted=None if group.accepted is None else acceptance_view(group.accepted),
        key=key,
        way=0 if witness is None else ways.number(witness, leak=finding.origin.name),
    )


def _step_of(group: Group, numbers: dict[int, int]) -> str:
    """Return the key of the first step that a finding stops; empty where it stops none."""
    service = group.services[0]
    for place, judged in enumerate(service.steps):
        for check in judged.checks:
            if any(
                block.cause is group.cause and block.origin.name == group.finding.origin.name for block in check.blocks
            ):
                return f"{numbers[id(service)]}.{place}"
    return ""
