"""One VPC with its coordinates."""

from __future__ import annotations

from typing import Final

from sealane.drawing.arrows import Arrow
from sealane.drawing.carriers import Carrier
from sealane.drawing.layout.box import Box
from sealane.drawing.layout.ends import ends_of
from sealane.drawing.layout.grid import PAD, Grid
from sealane.drawing.layout.label import Anchor, Tone, label
from sealane.drawing.layout.layout import Panel, PanelKind, Stroke, Trunk, Wall
from sealane.drawing.layout.rows import Row, carrier_row, edge_row, origin_row, service_row
from sealane.drawing.layout.slots import Slot, slots_of
from sealane.drawing.layout.strokes import stroke_of
from sealane.drawing.layout.tiers import Tier, edge_of, tiers_of
from sealane.drawing.layout.wording import Wording
from sealane.drawing.layout.zones import INSET, Cell, Zone, cells_of, zones_of
from sealane.drawing.services import ServiceGroup
from sealane.drawing.vpcs import VpcFrame
from sealane.records import dataclass
from sealane.verdicts.verdict import Verdict

_HEAD: Final = 46.0
_ZONE_HEAD: Final = 26.0
_SUBNET_HEAD: Final = 42.0
_GAP: Final = 8.0
_BETWEEN: Final = 14.0
# With more boxes of services than these, each is lower.
_MANY: Final = 6
_SEAL: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A VPC that has its place, down to `bottom`."""

    bottom: float
    panels: tuple[Panel, ...]
    wall: Wall
    trunks: tuple[Trunk, ...]
    strokes: tuple[Stroke, ...]


class FrameLayout:
    """Puts one VPC on paper, from the top to the bottom."""

    def __init__(self, frame: VpcFrame, y: float, grid: Grid, wording: Wording) -> None:
        """Start at a height."""
        self._frame, self._grid, self._wording = frame, grid, wording
        self._top = y
        self._tiers = tiers_of(frame)
        self._zones = zones_of(self._tiers, grid.zones, grid.zones_width)
        self._slots = slots_of(frame, wording)
        self._panels: list[Panel] = []
        self._carriers: list[tuple[Carrier, Row]] = []
        self._services: dict[int, Row] = {}

    def laid(self) -> Laid:
        """Return everything with its place."""
        y = self._top + _HEAD + (_ZONE_HEAD if self._zones else 0)
        for tier in self._tiers:
            y = self._tier(tier, y) + _BETWEEN
        y = self._edge(self._closed_zones(y))
        box = Box(x=self._grid.left, y=self._top, w=self._grid.wall - self._grid.left, h=y + PAD - self._top)
        bottom = self._origins(box.bottom)
        lanes = self._lanes()
        strokes = tuple(self._strokes(lanes))
        panels = (self._vpc(box), *self._panels, *ends_of(self._carriers, self._frame, self._grid, self._wording))
        return Laid(
            bottom=bottom,
            panels=panels,
            wall=self._wall(box, strokes),
            trunks=tuple(self._trunks(lanes, strokes)),
            strokes=strokes,
        )

    def _vpc(self, box: Box) -> Panel:
        name = label(self._wording.vpc(self._frame), box.x + PAD, box.y + 27, box.w * _SEAL - PAD, Tone.NAME)
        return Panel(kind=PanelKind.VPC, box=box, labels=(name,), subject=self._frame)

    def _tier(self, tier: Tier, top: float) -> float:
        cells = cells_of(tier, self._zones)
        y = top + (_SUBNET_HEAD if cells else 0)
        panels: list[Panel] = []
        for item in tier.rows:
            row = self._row(item, y, cells)
            panels += row.panels
            y = row.box.bottom + _GAP
        subnets = [self._subnet(box.key, cells[box.key], top, y - top) for box in tier.subnets if box.key in cells]
        self._panels += [*subnets, *panels]
        return y

    def _row(self, item: ServiceGroup | Carrier, y: float, cells: dict[str, Cell]) -> Row:
        if isinstance(item, ServiceGroup):
            low = len(self._frame.groups) > _MANY
            row = service_row(item, y, cells, self._grid, self._wording, low=low)
            self._services[self._frame.groups.index(item)] = row
            return row
        _, height = self._slots[item.key]
        row = carrier_row(item, y, height, cells, self._grid, self._wording)
        self._carriers.append((item, row))
        return row

    def _subnet(self, key: str, cell: Cell, y: float, height: float) -> Panel:
        subnet = next(box for box in self._frame.subnets if box.key == key)
        name, detail = self._wording.subnet(subnet)
        room = cell.w - 2 * INSET
        labels = (
            label(name, cell.x + INSET, y + 17, room, Tone.NAME),
            label(detail, cell.x + INSET, y + 32, room, Tone.QUIET),
        )
        return Panel(kind=PanelKind.SUBNET, box=Box(x=cell.x, y=y, w=cell.w, h=height), labels=labels, subject=subnet)

    def _closed_zones(self, y: float) -> float:
        """Close the zones below the last tier, and return where the edge begins."""
        if not self._zones:
            return y
        top, bottom = self._top + _HEAD, y - _BETWEEN + INSET
        zones = [self._zone(zone, top, bottom - top) for zone in self._zones]
        self._panels[:0] = zones
        return bottom + _BETWEEN

    def _zone(self, zone: Zone, y: float, height: float) -> Panel:
        text = label(self._wording.zone(zone.name), zone.x + INSET, y + 17, zone.w - 2 * INSET, Tone.QUIET)
        return Panel(kind=PanelKind.ZONE, box=Box(x=zone.x, y=y, w=zone.w, h=height), labels=(text,))

    def _edge(self, y: float) -> float:
        for carrier in edge_of(self._frame):
            _, height = self._slots[carrier.key]
            row = edge_row(carrier, y, height, self._grid, self._wording)
            self._carriers.append((carrier, row))
            self._panels += row.panels
            y = row.box.bottom + _GAP
        return y - _GAP

    def _origins(self, bottom: float) -> float:
        """Put what is no part of the VPC below it."""
        for carrier in self._frame.carriers:
            if carrier.outside_of_vpc:
                _, height = self._slots[carrier.key]
                row = origin_row(carrier, bottom + _BETWEEN, height, self._grid, self._wording)
                self._carriers.append((carrier, row))
                self._panels += row.panels
                bottom = row.box.bottom
        return bottom

    def _lanes(self) -> dict[int, float]:
        """Give the highest service the outermost lane, so that no way from a service to its trunk crosses another."""
        order = sorted(self._services, key=lambda number: self._services[number].box.y)
        return {number: self._grid.lanes + self._grid.pitch * place for place, number in enumerate(order)}

    def _strokes(self, lanes: dict[int, float]) -> list[Stroke]:
        found = []
        for carrier, row in self._carriers:
            slots: tuple[Slot, ...] = self._slots[carrier.key][0]
            found += [stroke_of(slot, row, carrier, self._frame, self._grid, lanes) for slot in slots]
        return found

    def _trunks(self, lanes: dict[int, float], strokes: tuple[Stroke, ...]) -> list[Trunk]:
        found = []
        for number, x in lanes.items():
            row = self._services[number]
            exit_y = row.box.middle
            heights = [stroke.y for stroke in strokes if x in stroke.dots] or [exit_y]
            found.append(
                Trunk(
                    group=self._frame.groups[number],
                    x=x,
                    top=min(exit_y, *heights),
                    bottom=max(exit_y, *heights),
                    exit_x=row.box.x,
                    exit_y=exit_y,
                )
            )
        return found

    def _wall(self, box: Box, strokes: tuple[Stroke, ...]) -> Wall:
        open_ = set(self._frame.openings)
        gaps = [(row.box.y, row.box.bottom) for carrier, row in self._carriers if carrier.key in open_]
        text = self._wording.seal(self._frame)
        name = label(
            text, box.right - 2 * PAD - INSET, box.y + 27, box.w * (1 - _SEAL) - 3 * PAD, Tone.NAME, Anchor.END
        )
        inside = (stroke for stroke in strokes if _passes(stroke, box))
        ports = tuple(stroke.y for stroke in inside if not any(top < stroke.y < end for top, end in gaps))
        return Wall(frame=self._frame, box=box, gaps=tuple(sorted(gaps)), label=name, ports=ports)


def _passes(stroke: Stroke, box: Box) -> bool:
    """Tell whether an arrow gets through the wall; one that breaks before it needs no port."""
    if stroke.end <= box.right or not box.y < stroke.y < box.bottom:
        return False
    fails = isinstance(stroke.arrow, Arrow) and stroke.arrow.verdict is Verdict.FAILS
    return not fails or stroke.broken is None or stroke.broken > box.right
