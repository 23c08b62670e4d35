"""Sums in words: of the whole bill, of its resources, of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.pricing.bill import total_of
from sealane.report.cost.money import dollars
from sealane.report.cost.words import CHARGES
from sealane.report.paragraph import counted, joined
from sealane.world.values import Unknown, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sealane.pricing.bill import Line, Total

_NAMED = 4


def told(total: Total) -> str:
    """Return a sum, or that it is not known, by which lines, and what is known of it."""
    if not total.unknown:
        return f"{dollars(total.known)} a month"
    return f"unknown: {dollars(total.known)} a month and what {open_lines(total.unknown)} cost"


def open_lines(lines: tuple[Line, ...]) -> str:
    """Name lines whose amount is not known."""
    names = list(dict.fromkeys(f"{CHARGES[line.charge]} of {line.origin.name}" for line in lines))
    more = [counted(len(names) - _NAMED, "more charge")] if len(names) > _NAMED else []
    return joined([*names[:_NAMED], *more])


def reasons(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return why amounts are not known, each reason once."""
    return tuple(dict.fromkeys(line.amount.reason for line in lines if isinstance(line.amount, Unknown | Unread)))


def by_origin(lines: Iterable[Line]) -> Mapping[str, Total]:
    """Return the sum of each resource, in the order in which they come."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.origin.name, []).append(line)
    return {name: total_of(tuple(own)) for name, own in found.items()}


def by_item(lines: Iterable[Line]) -> Mapping[str, Total]:
    """Return the sum of each kind of charge, the dearest first."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(CHARGES[line.charge], []).append(line)
    totals = {name: total_of(tuple(own)) for name, own in found.items()}
    return dict(sorted(totals.items(), key=lambda one: (not one[1].unknown, -one[1].known)))
