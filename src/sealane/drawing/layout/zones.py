"""The columns of a VPC: its availability zones, and the subnets of each tier in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sealane.drawing.layout.tiers import Tier, tiers_of
from sealane.drawing.vpcs import VpcFrame
from sealane.records import dataclass

GAP: Final = 14.0
INSET: Final = 8.0
_WIDEST: Final = 340.0
# How wide a subnet is, the fewer of them the wider.
_CELLS: Final = {1: 330.0, 2: 250.0}
_CELL: Final = 206.0
_NO_ZONES: Final = 420.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """An availability zone's column; its name is empty where nobody knows it."""

    name: str
    x: float
    w: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A subnet's place in its zone."""

    x: float
    w: float


def zones_width(frame: VpcFrame) -> float:
    """Return how wide the zones of a VPC want to be together."""
    counts = _counts(tiers_of(frame))
    if not counts:
        return _NO_ZONES
    cell = _CELLS.get(sum(counts.values()), _CELL)
    return sum(_zone_width(count, cell) for count in counts.values()) + GAP * (len(counts) - 1)


def zones_of(tiers: Iterable[Tier], x: float, room: float) -> tuple[Zone, ...]:
    """Return the zones' columns from `x` on; they take the room that there is, unless subnets got too wide."""
    counts = _counts(tiers)
    columns = sum(counts.values())
    if not columns:
        return ()
    taken = sum(_zone_width(count, 0) for count in counts.values()) + GAP * (len(counts) - 1)
    cell = min(_WIDEST, (room - taken) / columns)
    found = []
    for name in sorted(counts, key=lambda name: (not name, name)):
        width = _zone_width(counts[name], cell)
        found.append(Zone(name=name, x=x, w=width))
        x += width + GAP
    return tuple(found)


def cells_of(tier: Tier, zones: Iterable[Zone]) -> dict[str, Cell]:
    """Return the place of each subnet of a tier, which together fill their zone."""
    found = {}
    for zone in zones:
        inside = [box for box in tier.subnets if box.zone == zone.name]
        for number, box in enumerate(inside):
            width = (zone.w - INSET * (len(inside) + 1)) / len(inside)
            found[box.key] = Cell(zone.x + INSET + number * (width + INSET), width)
    return found


def _counts(tiers: Iterable[Tier]) -> dict[str, int]:
    """Return how many subnets of one tier stand side by side in each zone at most."""
    counts: dict[str, int] = {}
    for tier in tiers:
        own: dict[str, int] = {}
        for box in tier.subnets:
            own[box.zone] = own.get(box.zone, 0) + 1
        counts.update({name: max(count, counts.get(name, 0)) for name, count in own.items()})
    return counts


def _zone_width(count: int, cell: float) -> float:
    return count * cell + INSET * (count + 1)
