"""The boxes of what is outside of a VPC, each beside the rows that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sealane.drawing.carriers import Carrier
from sealane.drawing.layout.box import Box
from sealane.drawing.layout.grid import Grid
from sealane.drawing.layout.label import Tone
from sealane.drawing.layout.layout import Panel, PanelKind
from sealane.drawing.layout.rows import Row, chip_labels
from sealane.drawing.layout.tiers import leads_out
from sealane.drawing.layout.wording import Wording
from sealane.drawing.outside import FAR, Outside
from sealane.drawing.vpcs import VpcFrame

_INSET: Final = 3.0


def ends_of(carriers: Iterable[tuple[Carrier, Row]], frame: VpcFrame, grid: Grid, wording: Wording) -> Iterator[Panel]:
    """Yield one box for each thing outside; rows that follow each other and lead to the same one share it."""
    near: list[tuple[Outside, float, float]] = []
    far: list[tuple[Outside, float, float]] = []
    before: Outside | None = None
    for carrier, row in carriers:
        outside = carrier.outside
        if not leads_out(carrier, frame):
            before = None
            continue
        column = far if outside.kind in FAR else near
        together = column and column[-1][0] == outside and (column is far or before == outside)
        top = column.pop()[1] if together else row.box.y
        column.append((outside, top, row.box.bottom))
        before = outside
    for column, x, width in ((near, grid.near, grid.near_width), (far, grid.far, grid.far_width)):
        for outside, top, bottom in column:
            box = Box(x=x, y=top + _INSET, w=width, h=bottom - top - 2 * _INSET)
            labels = chip_labels(box, wording.outside(outside), Tone.NAME)
            yield Panel(kind=PanelKind.OUTSIDE, box=box, labels=labels, subject=outside)
