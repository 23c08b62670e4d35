"""Sums in words: of the whole bill, of its resources, of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.pricing.bill import total_of
from sealane.pricing.price_list import UNLISTED
from sealane.report.cost.money import dollars
from sealane.report.cost.words import CHARGES
from sealane.report.paragraph import counted, joined, some_of
from sealane.world.values import Unknown, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sealane.pricing.bill import Line, Total

_NAMED = 4
_ROOM = 60


def told(total: Total) -> str:
    """Return a sum, or that it is not known, for which lines, and what all the others come to."""
    if not total.unknown:
        return f"{dollars(total.known)} a month"
    return f"not known, for {open_lines(total.unknown)}; all else comes to {dollars(total.known)} a month"


def open_lines(lines: tuple[Line, ...]) -> str:
    """Name lines whose amount is not known."""
    found: dict[str, dict[str, None]] = {}
    for line in lines:
        found.setdefault(CHARGES[line.charge], {})[line.origin.name] = None
    names = [f"{charge} of {some_of(list(origins), _ROOM)}" for charge, origins in found.items()]
    more = [counted(len(names) - _NAMED, "more charge")] if len(names) > _NAMED else []
    return joined([*names[:_NAMED], *more])


def reasons(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return why amounts are not known, each reason once; prices that no source has are named together."""
    unlisted: dict[str, dict[str, None]] = {}
    others: dict[str, None] = {}
    for line in lines:
        if isinstance(line.amount, Unread) and line.amount.action == UNLISTED:
            unlisted.setdefault(line.region, {})[CHARGES[line.charge]] = None
        elif isinstance(line.amount, Unknown | Unread):
            others[line.amount.reason] = None
    hint = "; `--live-prices` asks AWS, and `--prices FILE` takes yours"
    return (
        *(f"no source has a price in {where} for {joined(list(names))}{hint}" for where, names in unlisted.items()),
        *others,
    )


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
