"""The columns that every VPC of a picture shares, so that all of them stand in line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sealane.drawing.layout.label import Tone, wanted
from sealane.drawing.layout.tiers import edge_of, leads_out
from sealane.drawing.layout.wording import Wording
from sealane.drawing.layout.zones import zones_width
from sealane.drawing.outside import FAR
from sealane.drawing.picture import Picture
from sealane.records import dataclass

MARGIN: Final = 24.0
PAD: Final = 16.0
_LANE: Final = 12.0
_LANES: Final = 144.0
_SIGN: Final = 42.0
_LABELS: Final = (120.0, 300.0)
_GATES: Final = (96.0, 210.0)
_ENDS: Final = (130.0, 250.0)
_ARROW: Final = 52.0
_BEYOND: Final = 44.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Where each column begins and how wide it is, from the left to the right.

    `lanes` is where the first trunk is, `pitch` how far apart they are, `wall` a VPC's right edge, `near` the column of
    what is in the Region, `far` that of what is not, which is 0 wide when there is nothing.
    """

    left: float
    lanes: float
    pitch: float
    labels: float
    labels_width: float
    zones: float
    zones_width: float
    gate_width: float
    wall: float
    near: float
    near_width: float
    far: float
    far_width: float

    @property
    def region_right(self) -> float:
        """The right edge of a Region's frame."""
        return self.near + self.near_width + PAD

    @property
    def width(self) -> float:
        """The width of the whole picture."""
        return (self.far + self.far_width if self.far_width else self.region_right) + MARGIN


def grid_of(picture: Picture, wording: Wording) -> Grid:
    """Return the columns for a picture with what is written on it."""
    groups = max((len(frame.groups) for frame in picture.vpcs), default=1)
    pitch = min(_LANE, _LANES / max(groups, 1))
    left = MARGIN + PAD
    lanes = left + PAD
    labels = lanes + pitch * (groups - 1) + _SIGN
    labels_width = _within(_LABELS, _of_labels(picture, wording))
    zones = labels + labels_width + _SIGN
    zones_wide = max((zones_width(frame) for frame in picture.vpcs), default=0)
    gate_width = _within(_GATES, _of_gates(picture, wording))
    wall = zones + zones_wide + PAD + gate_width / 2
    near = wall + gate_width / 2 + _ARROW
    near_width = _within(_ENDS, _of_ends(picture, wording, far=False))
    beyond = list(_of_ends(picture, wording, far=True))
    return Grid(
        left=left,
        lanes=lanes,
        pitch=pitch,
        labels=labels,
        labels_width=labels_width,
        zones=zones,
        zones_width=zones_wide,
        gate_width=gate_width,
        wall=wall,
        near=near,
        near_width=near_width,
        far=near + near_width + PAD + _BEYOND,
        far_width=_within(_ENDS, beyond) if beyond else 0,
    )


def _within(limits: tuple[float, float], widths: Iterable[float]) -> float:
    least, most = limits
    return min(most, max((least, *widths)))


def _of_labels(picture: Picture, wording: Wording) -> Iterator[float]:
    for frame in picture.vpcs:
        for arrow in frame.arrows:
            name, detail = wording.arrow(arrow, frame)
            yield from (wanted(name), wanted(detail, Tone.NAME))
        for entrance in frame.entrances:
            yield wanted(wording.entrance(entrance, frame))


def _of_gates(picture: Picture, wording: Wording) -> Iterator[float]:
    for frame in picture.vpcs:
        for carrier in frame.carriers:
            if carrier.gate:
                yield _chip(wording.gate(carrier.gate))
        for carrier in edge_of(frame):
            yield _chip(wording.chip(carrier))


def _of_ends(picture: Picture, wording: Wording, *, far: bool) -> Iterator[float]:
    for frame in picture.vpcs:
        for carrier in frame.carriers:
            if (carrier.outside.kind in FAR) is far and leads_out(carrier, frame):
                name, detail = wording.outside(carrier.outside)
                yield max(wanted(name, Tone.NAME), wanted(detail, Tone.QUIET)) + PAD


def _chip(texts: tuple[str, str]) -> float:
    name, detail = texts
    return max(wanted(name), wanted(detail, Tone.QUIET)) + PAD
