"""A bill as rows of a table, with what it rests on below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.report.cost.money import dollars
from sealane.report.cost.said import assumed, doubt, missing, month
from sealane.report.cost.sums import reasons, told
from sealane.report.cost.table import UNKNOWN, cost_rows
from sealane.report.cost.ways import sentence
from sealane.report.style import capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.pricing.alternatives import Alternative
    from sealane.pricing.bill import Bill


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One charge, in words."""

    item: str
    origin: str
    quantity: str
    price: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """Sentences of one kind below the table."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillView:
    """What an estate costs in a month; `says` tells what the prices are of."""

    says: str
    rows: tuple[RowView, ...]
    total: str
    total_says: str
    notes: tuple[NoteView, ...] = ()


def bill_view(bill: Bill, ways: tuple[Alternative, ...] = ()) -> BillView | None:
    """Return a bill as a page shows it; `None` for one without lines."""
    if not bill.lines:
        return None
    rows = cost_rows(bill)
    known = not bill.total.unknown
    return BillView(
        says=month(bill),
        rows=tuple(
            RowView(item=row.item, origin=row.origin, quantity=row.quantity, price=row.price, amount=row.amount)
            for row in rows
        ),
        total=dollars(bill.total.known) if known else UNKNOWN,
        total_says="Sum" if known else f"Sum: {told(bill.total)}",
        notes=tuple(
            NoteView(title=title, sentences=sentences)
            for title, sentences in (
                ("Not known", _sentences(reasons(bill.total.unknown))),
                ("Not confirmed", _sentences((doubt(bill),))),
                ("Other ways", _sentences(sentence(one) for one in ways)),
                ("Usage", _sentences(assumed(bill), first=False)),
                ("Not in this bill", _sentences(missing(bill))),
            )
            if sentences
        ),
    )


def _sentences(found: Iterable[str], *, first: bool = True) -> tuple[str, ...]:
    """Return what is not empty, with a capital first letter where the first word is one."""
    return tuple(capital(text) if first else text for text in found if text)
