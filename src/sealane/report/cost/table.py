"""The lines of a bill as rows of plain words, for whoever lays them out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sealane.pricing.charge import Unit
from sealane.pricing.price import Status
from sealane.records import dataclass
from sealane.report.cost.money import dollars, exact, number
from sealane.report.cost.words import CHARGES, UNITS
from sealane.world.values import Known, Unknown, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.pricing.bill import Bill, Factor, Line

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """One row: what is charged, of what, how much of it, at which price, what it comes to, and why that is open."""

    item: str
    origin: str
    quantity: str
    price: str
    amount: str
    why: str = ""


def cost_rows(bill: Bill) -> list[CostRow]:
    """Return a row for each line of a bill."""
    return rows_of(bill.lines)


def rows_of(lines: Iterable[Line]) -> list[CostRow]:
    """Return a row for each line."""
    return [row_of(line) for line in lines]


def row_of(line: Line) -> CostRow:
    """Return the row of a line."""
    return CostRow(
        item=CHARGES[line.charge],
        origin=line.origin.name,
        quantity=_quantity(line),
        price=_price(line),
        amount=dollars(line.amount.value) if isinstance(line.amount, Known) else UNKNOWN,
        why=line.amount.reason if isinstance(line.amount, Unknown | Unread) else "",
    )


def _quantity(line: Line) -> str:
    """Return what the quantity is the product of; ones and pieces say nothing beside others."""
    told = [factor for factor in line.factors if factor != (Decimal(1), Unit.PIECES) or len(line.factors) == 1]
    text = " x ".join(_factor(factor) for factor in told)
    return text if isinstance(line.quantity, Known) else f"{text} x ?" if text else "?"


def _factor(factor: Factor) -> str:
    value, unit = factor
    one, many = UNITS[unit]
    return f"{number(value)} {one if value == 1 else many}".rstrip()


def _price(line: Line) -> str:
    if not isinstance(line.price, Known):
        return UNKNOWN
    price = line.price.value
    text = "$" + exact(price.tiers[0].price) + (" (tiers)" if len(price.tiers) > 1 else "")
    return f"{text} (unconfirmed)" if price.status is Status.UNCONFIRMED else text
