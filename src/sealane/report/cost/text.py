"""A bill as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.report.cost.money import dollars
from sealane.report.cost.said import assumed, doubt, missing, month
from sealane.report.cost.sums import by_item, reasons, told
from sealane.report.cost.table import UNKNOWN, rows_of
from sealane.report.cost.ways import sentence
from sealane.report.escape import visible
from sealane.report.masking import masked
from sealane.report.paragraph import counted, paragraph
from sealane.report.style import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.pricing.bill import Line, Total
    from sealane.report.style import Style
    from sealane.verbs.cost import Costed

MANY = 60
"""More lines than this are summed up by kind; the other forms have every one."""


def as_text(costed: Costed, style: Style) -> str:
    """Show the lines, the sum, what it rests on, what is not in it, and the other ways."""
    bill = costed.bill
    parts = [_lines(bill.lines, style), style.paint(paragraph(f"Sum: {told(bill.total)}", style), "bold")]
    parts.append(_list("not known", reasons(bill.total.unknown), style))
    if warning := doubt(bill):
        parts.append(style.paint(paragraph(warning, style), "yellow"))
    if costed.alternatives:
        parts.append(_list("other ways", (sentence(one) for one in costed.alternatives), style))
    parts.append(_list("usage", assumed(bill), style))
    parts.append(_list("not in this bill", missing(bill), style))
    parts.append(style.paint(paragraph(month(bill), style), "dim"))
    return masked("\n\n".join(part for part in parts if part), bill.source.masked)


def _lines(lines: tuple[Line, ...], style: Style) -> str:
    if not lines:
        return "nothing here costs anything that this bill knows"
    if len(lines) > MANY:
        rows = [("CHARGE", "A MONTH"), *((name, _amount(total)) for name, total in by_item(lines).items())]
        return f"{table(rows, style)}\n({counted(len(lines), 'line')}; `--format json` has each of them)"
    told_rows = [("CHARGE", "OF", "QUANTITY", "PRICE", "A MONTH")]
    told_rows += [(row.item, visible(row.origin), row.quantity, row.price, row.amount) for row in rows_of(lines)]
    return table(told_rows, style)


def _amount(total: Total) -> str:
    return dollars(total.known) if not total.unknown else UNKNOWN


def _list(title: str, entries: Iterable[str], style: Style) -> str:
    told_entries = [paragraph(entry, style, "  - ", "    ") for entry in entries]
    return "\n".join([style.paint(title, "bold"), *told_entries]) if told_entries else ""
