"""A bill as rows of a table."""

from __future__ import annotations

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One charge, in words."""

    item: str
    origin: str
    quantity: str
    price: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BillView:
    """What an estate costs in a month; `says` tells what the prices are of."""

    says: str
    rows: tuple[RowView, ...]
    total: str
    total_says: str
