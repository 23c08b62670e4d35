"""The target of a route: the device that it leads to, or nothing.

https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
"""

from __future__ import annotations

from collections.abc import Sequence

from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.doors import Door
from sealane.lab.survey.land import Land, Plot
from sealane.lab.survey.lanes import Lane
from sealane.lab.survey.transit import device_of_zone
from sealane.records import dataclass
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.route_tables import LOCAL
from sealane.world.transit import TransitGateway

# Facts that are drawn whenever they work: a route to one that is not there is a black hole, and surely so.
_DRAWN = (NatGateway, PeeringConnection, Instance, NetworkInterface, Endpoint)
_GATEWAYS = frozenset({GatewayKind.INTERNET, GatewayKind.EGRESS_ONLY})
_IPV6 = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """A route that leads nowhere in the lab, and what is to be said of it; nothing when AWS drops its packets too."""

    undrawn: tuple[Undrawn, ...] = ()


def device_towards(land: Land, plot: Plot, lane: Lane, doors: Sequence[Door]) -> str | Unreachable:
    """Return the router's device for a lane of a subnet."""
    if lane.target in {LOCAL, ""}:
        return Unreachable()
    if lane.target in land.world.table(TransitGateway):
        return _over_transit(land, plot, lane)
    for door in doors:
        if door.target == lane.target and door.vpc == plot.vpc:
            return door.device
    gateway = land.world.table(Gateway).get(lane.target)
    if gateway is not None and gateway.kind in _GATEWAYS:
        return Unreachable()
    what = f"route {lane.origin}"
    if gateway is not None:
        return Unreachable(undrawn=(Undrawn(what=what, why=f"the lab has no {gateway.kind}"),))
    if any(lane.target in land.world.table(kind) for kind in _DRAWN):
        return Unreachable()
    return Unreachable(undrawn=(Undrawn(what=what, why=f"what {lane.target} is, is not in the source"),))


def _over_transit(land: Land, plot: Plot, lane: Lane) -> str | Unreachable:
    if lane.block.version == _IPV6:
        why = "whether the attachments carry IPv6 is not in the source"
        return Unreachable(undrawn=(Undrawn(what=f"route {lane.origin}", why=why),))
    device, undrawn = device_of_zone(land, lane.target, plot.vpc, plot)
    return device or Unreachable(undrawn=undrawn)
