"""Two costs that grow with the same number."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sealane.pricing.bill import Line, total_of
from sealane.pricing.charge import Unit
from sealane.pricing.curve import Curve
from sealane.pricing.price import Price
from sealane.records import dataclass
from sealane.world.values import Known, Value

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The present cost and another, by the same number; `at` is what that number is, `lines` the other's bill there."""

    unit: Unit
    at: Value[Decimal]
    now: Value[Curve]
    instead: Value[Curve]
    lines: tuple[Line, ...]


def curve(fixed: Iterable[Line], price: Value[Price]) -> Value[Curve]:
    """Return the cost of fixed lines and of something by its price; not known where one of them is not."""
    amount = total_of(tuple(fixed)).amount
    if not isinstance(amount, Known):
        return amount
    return Known(Curve(fixed=amount.value, tiers=price.value.tiers)) if isinstance(price, Known) else price
