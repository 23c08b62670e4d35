"""What a plan changes in the bill, in one paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.pricing import exact
from sealane.pricing.bill import Total
from sealane.report.cost.money import signed
from sealane.report.cost.said import dates
from sealane.report.cost.sums import by_item, open_lines, reasons, told
from sealane.report.paragraph import joined
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.pricing.bill import Line
    from sealane.pricing.change import BillChange
    from sealane.world.values import Value

_NAMED = 4


def told_change(found: Value[BillChange]) -> str:
    """Say by how much the month gets dearer or cheaper, by what, and what the whole would cost."""
    if not isinstance(found, Known):
        return f"The monthly cost is not known: {found.reason}."
    change = found.value
    if not change.added and not change.removed:
        return f"The monthly cost stays as it is: {told(change.after.total)}."
    amount = change.difference
    if isinstance(amount, Known):
        head = f"The monthly cost changes by {signed(amount.value)}"
    else:
        open_ = tuple(line for line in (*change.added, *change.removed) if not isinstance(line.amount, Known))
        head = f"The monthly cost changes by an unknown amount, for {open_lines(open_)} ({'; '.join(reasons(open_))})"
    moved = _moved(change)
    parts = f": {joined(moved)}" if moved else ""
    return (
        f"{head}{parts}. The bill after it: {told(change.after.total)} (list prices {dates(change.after)}, with the "
        f"usage that `sealane cost` assumes)."
    )


def _moved(change: BillChange) -> list[str]:
    """Say by how much each kind of charge moves, the most first, and all but some in one."""
    later, earlier = by_item(_known(change.added)), by_item(_known(change.removed))
    nothing = Total(known=exact.ZERO)
    moved = {
        name: exact.less(later.get(name, nothing).known, earlier.get(name, nothing).known)
        for name in dict.fromkeys((*later, *earlier))
    }
    named = sorted((name for name in moved if moved[name]), key=lambda name: -abs(moved[name]))
    texts = [f"{name} {signed(moved[name])}" for name in named[:_NAMED]]
    rest = exact.total(moved[name] for name in named[_NAMED:])
    return [*texts, f"others {signed(rest)}"] if rest else texts


def _known(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if isinstance(line.amount, Known))
