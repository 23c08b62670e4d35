"""Rows with their places: which height, which subnets, and where each chip is."""

from __future__ import annotations

from typing import Final

from sealane.drawing.carriers import Carrier
from sealane.drawing.layout.box import Box
from sealane.drawing.layout.grid import Grid
from sealane.drawing.layout.label import Anchor, Label, Tone, label
from sealane.drawing.layout.layout import Panel, PanelKind
from sealane.drawing.layout.wording import Wording
from sealane.drawing.layout.zones import INSET, Cell
from sealane.drawing.services import ServiceGroup
from sealane.records import dataclass

_HEIGHT: Final = 104.0
# How tall a box is when there are many: its tasks are bars without a text.
_LOW: Final = 62.0
_BARS: Final = (48.0, 7.0)
_LINES: Final = (20.0, 36.0, 52.0)
_TASK: Final = (62.0, 32.0)
_TEXT: Final = 10.0
_SIGN: Final = 20.0
_TWO_LINES: Final = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its rectangle, its panels, and the left edge of what its arrows meet first."""

    box: Box
    panels: tuple[Panel, ...]
    first: float


def service_row(
    group: ServiceGroup, y: float, cells: dict[str, Cell], grid: Grid, wording: Wording, *, low: bool = False
) -> Row:
    """Return a service's box over all of its subnets, with its tasks in each of them; a `low` one tells less."""
    own = [cells[key] for key in group.subnets if key in cells]
    box = _spanned(own, y, _LOW if low else _HEIGHT, grid)
    texts = wording.brief(group) if low else wording.service(group)
    tones = (Tone.NAME, Tone.PLAIN, Tone.QUIET)
    indents = (_TEXT + _SIGN, _TEXT, _TEXT)
    labels = tuple(
        label(text, box.x + indent, y + line, box.w - indent - _TEXT, tone)
        for text, line, tone, indent in zip(texts, _LINES, tones, indents, strict=False)
    )
    panels = [Panel(kind=PanelKind.SERVICE, box=box, labels=labels, subject=group)]
    top, height = _BARS if low else _TASK
    for cell in own:
        chip = Box(x=cell.x + 2 * INSET, y=y + top, w=cell.w - 4 * INSET, h=height)
        task = Panel(kind=PanelKind.TASK, box=chip, subject=group)
        panels.append(task if low else _chip(PanelKind.TASK, chip, (wording.task(group), ""), group))
    return Row(box=box, panels=tuple(panels), first=box.x)


def carrier_row(carrier: Carrier, y: float, height: float, cells: dict[str, Cell], grid: Grid, wording: Wording) -> Row:
    """Return a carrier's row with a chip in each of its subnets, and the gate behind it on the wall."""
    own = [(key, cells[key]) for key in carrier.subnets if key in cells]
    box = _spanned([cell for _, cell in own], y, height, grid)
    panels = [Panel(kind=PanelKind.CARRIER, box=box, subject=carrier)]
    addresses = dict(carrier.addresses)
    for key, cell in own:
        chip = Box(x=cell.x + 2 * INSET, y=y + 3, w=cell.w - 4 * INSET, h=height - 6)
        panels.append(_chip(PanelKind.CHIP, chip, wording.chip(carrier, addresses.get(key, "")), carrier))
    first = min((panel.box.x for panel in panels[1:]), default=box.x)
    if carrier.gate:
        panels.append(_chip(PanelKind.GATE, _on_wall(y, height, grid), wording.gate(carrier.gate), carrier))
    return Row(box=box, panels=tuple(panels), first=first)


def edge_row(carrier: Carrier, y: float, height: float, grid: Grid, wording: Wording) -> Row:
    """Return what stands at the VPC's edge: a gate on its wall."""
    chip = _on_wall(y, height, grid)
    box = Box(x=grid.zones, y=y, w=chip.x - grid.zones, h=height)
    gate = _chip(PanelKind.GATE, chip, wording.chip(carrier), carrier)
    panels = (Panel(kind=PanelKind.CARRIER, box=box, subject=carrier), gate)
    return Row(box=box, panels=panels, first=chip.x)


def origin_row(carrier: Carrier, y: float, height: float, grid: Grid, wording: Wording) -> Row:
    """Return what is outside of the VPC: its arrows begin at a box of their own."""
    chip = Box(x=grid.left, y=y + 3, w=grid.labels + grid.labels_width - grid.left, h=height - 6)
    box = Box(x=chip.right, y=y, w=grid.wall - chip.right, h=height)
    panels = (Panel(kind=PanelKind.CARRIER, box=box, subject=carrier),)
    return Row(
        box=box, panels=(*panels, _chip(PanelKind.ORIGIN, chip, (wording.origin(carrier), ""), carrier)), first=box.x
    )


def chip_labels(box: Box, texts: tuple[str, str], tone: Tone = Tone.PLAIN) -> tuple[Label, ...]:
    """Return one or two lines in the middle of a small box; the second one only where there is room."""
    name, detail = texts
    centre, room = box.x + box.w / 2, box.w - _TEXT
    if not detail or box.h < _TWO_LINES - INSET:
        return (label(name, centre, box.middle + 4, room, tone, Anchor.MIDDLE),)
    return (
        label(name, centre, box.middle - 2.5, room, tone, Anchor.MIDDLE),
        label(detail, centre, box.middle + 11.5, room, Tone.QUIET, Anchor.MIDDLE),
    )


def _chip(kind: PanelKind, box: Box, texts: tuple[str, str], subject: ServiceGroup | Carrier) -> Panel:
    return Panel(kind=kind, box=box, labels=chip_labels(box, texts), subject=subject)


def _on_wall(y: float, height: float, grid: Grid) -> Box:
    return Box(x=grid.wall - grid.gate_width / 2, y=y + 3, w=grid.gate_width, h=height - 6)


def _spanned(cells: list[Cell], y: float, height: float, grid: Grid) -> Box:
    """Return the rectangle from the first to the last of some cells; all of the zones' room without any."""
    if not cells:
        return Box(x=grid.zones + INSET, y=y, w=grid.zones_width - 2 * INSET, h=height)
    left = min(cell.x for cell in cells) + INSET
    return Box(x=left, y=y, w=max(cell.x + cell.w for cell in cells) - INSET - left, h=height)
