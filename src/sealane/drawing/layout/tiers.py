"""Which subnets stand side by side: those that something stands in together, one column for each."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.drawing.carriers import Carrier, CarrierKind
from sealane.drawing.outside import OutsideKind
from sealane.drawing.services import ServiceGroup
from sealane.drawing.subnets import Exposure, SubnetBox
from sealane.drawing.vpcs import VpcFrame
from sealane.records import dataclass

_ABOVE = frozenset({CarrierKind.LOAD_BALANCER, CarrierKind.NAT, CarrierKind.FORWARDER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Subnets beside each other with the rows in them, from the top to the bottom; without subnets nobody knows."""

    subnets: tuple[SubnetBox, ...]
    rows: tuple[ServiceGroup | Carrier, ...]


def tiers_of(frame: VpcFrame) -> tuple[Tier, ...]:
    """Return the tiers of a VPC: public subnets in front, then those with services, then the others."""
    items: list[ServiceGroup | Carrier] = [*frame.groups, *(one for one in frame.carriers if _inside(one))]
    parts = _connected([one.subnets for one in items if one.subnets])
    tiers = [_tier([box for box in frame.subnets if box.key in part], items) for part in parts]
    lost = [group for group in frame.groups if not group.subnets]
    if lost:
        tiers.append(Tier(subnets=(), rows=tuple(lost)))
    return tuple(sorted(tiers, key=_rank))


def edge_of(frame: VpcFrame) -> tuple[Carrier, ...]:
    """Return what stands at the VPC's edge, in no subnet."""
    return tuple(one for one in frame.carriers if not one.subnets and not one.outside_of_vpc)


def leads_out(carrier: Carrier, frame: VpcFrame) -> bool:
    """Tell whether a row leads to something outside that is drawn: where an arrow goes, or what is known to be there.

    A load balancer's way to its service begins at its own row.
    """
    if any(arrow.carrier == carrier.key for arrow in frame.arrows):
        return True
    return carrier.outside.kind is not OutsideKind.SOMEWHERE and carrier.kind is not CarrierKind.LOAD_BALANCER


def _inside(carrier: Carrier) -> bool:
    return bool(carrier.subnets) and not carrier.outside_of_vpc


def _tier(subnets: list[SubnetBox], items: Iterable[ServiceGroup | Carrier]) -> Tier:
    keys = {box.key for box in subnets}
    rows = [one for one in items if one.subnets and one.subnets[0] in keys]
    ranked = sorted(rows, key=_rank_of_row)
    return Tier(subnets=tuple(subnets), rows=tuple(ranked))


def _rank_of_row(row: ServiceGroup | Carrier) -> int:
    if isinstance(row, ServiceGroup):
        return 1
    return 0 if row.kind in _ABOVE else 2


def _rank(tier: Tier) -> tuple[bool, bool, bool]:
    public = any(box.exposure is Exposure.PUBLIC for box in tier.subnets)
    services = any(isinstance(row, ServiceGroup) for row in tier.rows)
    return not tier.subnets, not public, not services


def _connected(sets: Iterable[tuple[str, ...]]) -> list[set[str]]:
    """Return the keys put together that occur together, directly or over others."""
    parts: list[set[str]] = []
    for keys in sets:
        joined = set(keys)
        apart = []
        for part in parts:
            if part.isdisjoint(joined):
                apart.append(part)
            else:
                joined |= part
        parts = [*apart, joined]
    return parts
