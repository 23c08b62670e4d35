"""A bill as Markdown, for a comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.report.cost.said import assumed, doubt, missing, month
from sealane.report.cost.sums import reasons, told
from sealane.report.cost.table import rows_of
from sealane.report.cost.ways import sentence
from sealane.report.escape import markdown_cell, markdown_sentence
from sealane.report.masking import masked
from sealane.report.paragraph import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sealane.verbs.cost import Costed

ROWS = 100
"""More rows than this are counted; a comment has room for so many, and the JSON form has all."""


def as_markdown(costed: Costed) -> str:
    """Render the sum, then the lines, then what it rests on."""
    bill = costed.bill
    parts = [f"**{markdown_sentence(told(bill.total))}** for {markdown_sentence(f'`{bill.source.name}`')}"]
    parts += [f"⚠ {markdown_sentence(reason)}" for reason in reasons(bill.total.unknown)]
    if warning := doubt(bill):
        parts.append(f"⚠ {markdown_sentence(warning)}")
    if bill.lines:
        parts.append("\n".join(_table(costed)))
    parts += _folded("Other ways", (sentence(one) for one in costed.alternatives))
    parts += _folded("Usage", assumed(bill))
    parts += _folded("Not in this bill", missing(bill))
    parts.append(f"<sub>{markdown_sentence(month(bill))}</sub>")
    return masked("\n\n".join(parts), bill.source.masked)


def _table(costed: Costed) -> Iterator[str]:
    rows = rows_of(costed.bill.lines)
    yield "| Charge | Of | Quantity | Price | A month |"
    yield "| --- | --- | --- | --- | ---: |"
    for row in rows[:ROWS]:
        cells = (row.item, f"`{row.origin}`", row.quantity, row.price, row.amount)
        yield f"| {' | '.join(markdown_cell(cell) for cell in cells)} |"
    if len(rows) > ROWS:
        yield f"| {counted(len(rows) - ROWS, 'more line')} | | | | |"


def _folded(title: str, entries: Iterable[str]) -> Iterator[str]:
    lines = [f"- {markdown_sentence(entry)}" for entry in entries]
    if lines:
        yield "\n".join([f"<details><summary>{title}</summary>", "", *lines, "", "</details>"])
