"""From a picture to a layout; the same picture with the same words always has the same one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from sealane.drawing.layout.box import Box
from sealane.drawing.layout.frames import FrameLayout, Laid
from sealane.drawing.layout.grid import MARGIN, PAD, Grid, grid_of
from sealane.drawing.layout.label import Label, Tone, label, wanted
from sealane.drawing.layout.layout import Layout, Panel, PanelKind, Sign
from sealane.drawing.layout.wording import Wording
from sealane.drawing.picture import Picture
from sealane.drawing.vpcs import VpcFrame

_TITLES: Final = 66.0
_REGION_HEAD: Final = 34.0
_BETWEEN: Final = 26.0
_SIGN: Final = 26.0
_SIGN_GAP: Final = 22.0
_LEGEND_LINE: Final = 24.0


def layout_of(picture: Picture, wording: Wording) -> Layout:
    """Give everything of a picture its place."""
    grid = grid_of(picture, wording)
    y = MARGIN + _TITLES
    regions: list[Panel] = []
    laid: list[Laid] = []
    for (region, account), frames in groupby(picture.vpcs, lambda frame: (frame.region, frame.account)):
        found = _stacked(frames, y + _REGION_HEAD, grid, wording)
        bottom = found[-1].bottom + PAD
        box = Box(x=MARGIN, y=y, w=grid.region_right - MARGIN, h=bottom - y)
        name = label(wording.region(region, account), box.x + PAD, y + 22, box.w - 2 * PAD, Tone.NAME)
        regions.append(Panel(kind=PanelKind.REGION, box=box, labels=(name,)))
        laid += found
        y = bottom + _BETWEEN
    legend, y = _legend(grid, y, wording)
    return Layout(
        width=grid.width,
        height=y + MARGIN - _SIGN_GAP,
        titles=_titles(picture, grid, wording),
        panels=(*regions, *(panel for one in laid for panel in one.panels)),
        walls=tuple(one.wall for one in laid),
        trunks=tuple(trunk for one in laid for trunk in one.trunks),
        strokes=tuple(stroke for one in laid for stroke in one.strokes),
        legend=legend,
    )


def _stacked(frames: Iterable[VpcFrame], y: float, grid: Grid, wording: Wording) -> list[Laid]:
    found = []
    for frame in frames:
        found.append(FrameLayout(frame, y, grid, wording).laid())
        y = found[-1].bottom + _BETWEEN
    return found


def _titles(picture: Picture, grid: Grid, wording: Wording) -> tuple[Label, ...]:
    title, detail = wording.title(picture)
    room = grid.width - 2 * MARGIN
    return (
        label(title, MARGIN, MARGIN + 16, room, Tone.TITLE),
        label(detail, MARGIN, MARGIN + 38, room),
    )


def _legend(grid: Grid, y: float, wording: Wording) -> tuple[tuple[Sign, ...], float]:
    """Lay the legend out in lines that are as wide as the picture."""
    signs, x = [], MARGIN
    for kind, text in wording.legend():
        width = min(_SIGN + wanted(text, Tone.QUIET), grid.width - 2 * MARGIN)
        if x > MARGIN and x + width > grid.width - MARGIN:
            x, y = MARGIN, y + _LEGEND_LINE
        box = Box(x=x, y=y, w=width, h=_LEGEND_LINE)
        name = label(text, x + _SIGN, y + 16, width - _SIGN + 0.01, Tone.QUIET)
        signs.append(Sign(kind=kind, box=box, label=name))
        x += width + _SIGN_GAP
    return tuple(signs), y + _LEGEND_LINE + _SIGN_GAP
