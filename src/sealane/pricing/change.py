"""What a plan changes in a bill: the bill of what there would be against that of what is there."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from sealane.pricing import exact
from sealane.pricing.bill import Bill, Line, total_of
from sealane.records import dataclass
from sealane.world.values import Known, Unknown, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class BillChange:
    """Two bills by the same prices and the same usage."""

    before: Bill
    after: Bill

    @property
    def added(self) -> tuple[Line, ...]:
        """Return the lines that are in the later bill alone."""
        return _without(self.after.lines, self.before.lines)

    @property
    def removed(self) -> tuple[Line, ...]:
        """Return the lines that are in the earlier bill alone."""
        return _without(self.before.lines, self.after.lines)

    @property
    def difference(self) -> Value[Decimal]:
        """Return by how much the month gets dearer, or cheaper; a line that stays as it is needs no price for that."""
        later, earlier = total_of(self.added), total_of(self.removed)
        for total in (later, earlier):
            amount = total.amount
            if not isinstance(amount, Known):
                return Unknown(amount.reason)
        return Known(exact.less(later.known, earlier.known))


def _without(lines: tuple[Line, ...], others: tuple[Line, ...]) -> tuple[Line, ...]:
    left = Counter(_what(line) for line in others)
    found = []
    for line in lines:
        what = _what(line)
        # Two quantities that are not known need not be the same one.
        if isinstance(line.quantity, Known) and left[what] > 0:
            left[what] -= 1
        else:
            found.append(line)
    return tuple(found)


def _what(line: Line) -> tuple[object, ...]:
    return (line.charge, line.origin.name, line.region, line.quantity)
