"""A bill as a document for machines: every amount is a text with all its digits, so that no reader rounds it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from sealane.pricing import exact as arithmetic
from sealane.pricing.usage import HOURS, KINDS, said
from sealane.report.cost.money import cents, exact
from sealane.report.masking import masked_data
from sealane.world.values import Known, Unknown, Unread

if TYPE_CHECKING:
    from sealane.pricing.alternatives import Alternative
    from sealane.pricing.bill import Bill, Line, Total
    from sealane.pricing.change import BillChange
    from sealane.pricing.price import Price
    from sealane.verbs.cost import Costed
    from sealane.world.values import Value

SCHEMA: Final = "sealane/cost/1"


def as_json(costed: Costed) -> dict[str, Any]:
    """Render a bill with the other ways."""
    bill = costed.bill
    document = {
        "schema": SCHEMA,
        "source": {"kind": bill.source.kind, "name": bill.source.name},
        **bill_document(bill),
        "alternatives": [_alternative(one) for one in costed.alternatives],
    }
    return masked_data(document, bill.source.masked)


def bill_document(bill: Bill) -> dict[str, Any]:
    """Render a bill alone."""
    return {
        "currency": "USD",
        "hours": int(HOURS),
        "total": total_document(bill.total),
        "lines": [line_document(line) for line in bill.lines],
        "absent": [
            {"omission": str(one.omission), "origins": [origin.name for origin in one.origins], "why": one.why}
            for one in bill.absent
        ],
        "usage": {
            kind: {"number": exact(value), "said": kind in bill.usage.said}
            for kind in KINDS
            if (value := said(bill.usage, kind)) is not None
        },
        "prices": {"name": bill.prices.name, "as_of": bill.prices.as_of},
    }


def change_document(change: BillChange) -> dict[str, Any]:
    """Render what a plan changes in a bill."""
    difference = change.difference
    return {
        "currency": "USD",
        "hours": int(HOURS),
        "before": total_document(change.before.total),
        "after": total_document(change.after.total),
        "difference": _exact(difference),
        "rounded": cents(difference.value) if isinstance(difference, Known) else None,
        "why": _why(difference),
        "added": [line_document(line) for line in change.added],
        "removed": [line_document(line) for line in change.removed],
    }


def total_document(total: Total) -> dict[str, Any]:
    """Render a sum; what is known of it is not the sum while a line is open."""
    return {
        "amount": exact(total.known) if not total.unknown else None,
        "rounded": cents(total.known) if not total.unknown else None,
        "known": exact(total.known),
        "unknown": [
            {"charge": str(line.charge), "origin": line.origin.name, "why": _why(line.amount)} for line in total.unknown
        ],
    }


def line_document(line: Line) -> dict[str, Any]:
    """Render a line."""
    return {
        "charge": str(line.charge),
        "origin": line.origin.name,
        "file": line.origin.file,
        "line": line.origin.line,
        "region": line.region,
        "factors": [{"number": exact(value), "unit": str(unit)} for value, unit in line.factors],
        "quantity": _exact(line.quantity),
        "price": _price(line.price.value) if isinstance(line.price, Known) else None,
        "amount": _exact(line.amount),
        "why": _why(line.amount),
    }


def _price(price: Price) -> dict[str, Any]:
    return {
        "tiers": [{"above": exact(tier.above), "price": exact(tier.price)} for tier in price.tiers],
        "status": str(price.status),
        "date": price.date,
        "link": price.link,
    }


def _alternative(one: Alternative) -> dict[str, Any]:
    even = one.break_even
    at = one.at.value if isinstance(one.at, Known) else None
    costs = [
        None if at is None or not isinstance(curve, Known) else _rounded(curve.value.at(arithmetic.fraction(at)))
        for curve in (one.now, one.instead)
    ]
    return {
        "way": str(one.way),
        "region": one.region,
        "unit": str(one.unit),
        "at": None if at is None else exact(at),
        "now": costs[0],
        "instead": costs[1],
        "break_even": _rounded(even.value) if isinstance(even, Known) and even.value is not None else None,
        "meets": (even.value is not None) if isinstance(even, Known) else None,
        "why": next((_why(value) for value in (one.at, one.now, one.instead) if not isinstance(value, Known)), ""),
        "lines": [line_document(line) for line in one.lines],
    }


def _rounded(value: Fraction) -> str:
    """Return a number that need not end, to the sixth digit after the point."""
    whole = Fraction(10**6)
    return exact(Decimal(round(value * whole)) / Decimal(10**6))


def _exact(value: Value[Decimal]) -> str | None:
    return exact(value.value) if isinstance(value, Known) else None


def _why(value: Value[Any]) -> str:
    return value.reason if isinstance(value, Unknown | Unread) else ""
