"""A slot of a row as a straight arrow from its trunks to what is outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sealane.drawing.arrows import Arrow, Entrance, Link, Sense
from sealane.drawing.carriers import Carrier
from sealane.drawing.layout.grid import Grid
from sealane.drawing.layout.label import Label, Tone, label
from sealane.drawing.layout.layout import Stroke
from sealane.drawing.layout.rows import Row
from sealane.drawing.layout.slots import Slot
from sealane.drawing.outside import FAR
from sealane.drawing.vpcs import VpcFrame

_SIGN: Final = 14.0
_BREAK: Final = 16.0
_LINES: Final = (-3.0, 12.0)
_MIDDLE: Final = 4.0


def stroke_of(
    slot: Slot, row: Row, carrier: Carrier, frame: VpcFrame, grid: Grid, lanes: Mapping[int, float]
) -> Stroke:
    """Return the arrow of a slot."""
    content, y = slot.content, row.box.y + slot.offset
    groups = (content.group,) if isinstance(content, Entrance) else content.groups
    own = carrier.outside_of_vpc
    text = row.box.x + _SIGN + _BREAK if own else grid.labels
    dots = () if own else tuple(sorted(lanes[group] for group in groups))
    return Stroke(
        arrow=content,
        frame=frame,
        y=y,
        start=dots[0] if dots else row.box.x,
        end=row.first if isinstance(content, Entrance) else _end(carrier, grid),
        dots=dots,
        labels=_labels(slot.texts, text, y, grid),
        mark=text - _SIGN,
        broken=_broken(content, text, row, carrier, grid) if isinstance(content, Arrow) else None,
        inwards=isinstance(content, Entrance) or content.sense is Sense.INTRUSION,
    )


def _labels(texts: tuple[str, str], x: float, y: float, grid: Grid) -> tuple[Label, ...]:
    name, detail = texts
    if not detail:
        return (label(name, x, y + _MIDDLE, grid.labels_width),)
    first, second = _LINES
    return (
        label(name, x, y + first, grid.labels_width),
        label(detail, x, y + second, grid.labels_width, Tone.NAME),
    )


def _end(carrier: Carrier, grid: Grid) -> float:
    return grid.far if carrier.outside.kind in FAR else grid.near


def _broken(arrow: Arrow, text: float, row: Row, carrier: Carrier, grid: Grid) -> float | None:
    """Return where the sign of what breaks stands; a leak breaks nothing on its way."""
    if arrow.link is None or arrow.sense is not Sense.STEP:
        return None
    places = {
        Link.SOURCE: text - _SIGN,
        Link.BORDER: grid.zones - _BREAK,
        Link.CARRIER: row.first - _BREAK if row.first > grid.zones + _BREAK else grid.zones,
        Link.TARGET: _end(carrier, grid) - _BREAK - _SIGN,
    }
    return places[arrow.link]
