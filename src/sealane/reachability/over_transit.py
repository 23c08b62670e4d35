"""Packets over a transit gateway to the internet by another VPC's NAT gateway, and their answers back.

https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html
https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.ways import Obstruction
from sealane.reachability.nat_gateways import by_nat
from sealane.reachability.outcome import Outcome, either, opened, together
from sealane.reachability.routes import Lanes
from sealane.reachability.transit import Beyond, beyond, comes_back, unguarded
from sealane.reachability.trip import Trip, stopped
from sealane.records import dataclass
from sealane.verdicts.trace import Hop
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.route_tables import Route
from sealane.world.subnets import Subnet
from sealane.world.transit import TransitGateway
from sealane.world.values import Known, Unknown


@dataclass(frozen=True, slots=True)
class _Leg:
    """A trip on its route to a transit gateway."""

    trip: Trip
    lanes: Lanes
    route: Route
    gateway: TransitGateway


def by_transit(atlas: Atlas, trip: Trip, lanes: Lanes, route: Route, gateway: TransitGateway) -> Outcome:
    """Follow packets over a transit gateway, and by another VPC's NAT gateway from there."""
    leg = _Leg(trip, lanes, route, gateway)
    found = [_past(atlas, leg, one) for one in beyond(atlas, gateway, trip.start.subnet, trip.end.addresses)]
    if len(found) == 1:
        return found[0]
    return either(found, Unknown(f"which subnet {gateway.origin.name} takes packets to"))


def _past(atlas: Atlas, leg: _Leg, past: Beyond) -> Outcome:
    gateway = leg.gateway
    if past.closed is not None:
        return stopped(leg.trip, leg.lanes, past.closed, leg.route, gateway)
    if past.open or past.subnet is None or past.target is None:
        return opened(*past.open)
    name = past.subnet.id
    hop = Hop(kind="transit-gateway", origin=gateway.origin, rule=gateway.origin, does="forwards", detail=name)
    if isinstance(past.target, NatGateway) and past.route is not None:
        return together((Outcome(forward=(hop,)), _by_nat(atlas, leg, past.target, past.route, past.subnet)))
    if isinstance(past.target, Gateway) and past.target.kind is GatewayKind.INTERNET:
        # What a transit gateway brings has no public address here.
        return stopped(leg.trip, leg.lanes, Obstruction.EDGE_TO_EDGE, leg.route, past.target)
    return Outcome(open=(Unknown(f"what {past.target.origin.name} makes of the packets"),), forward=(hop,))


def _by_nat(atlas: Atlas, leg: _Leg, nat: NatGateway, route: Route, entered: Subnet) -> Outcome:
    start = leg.trip.start
    found = by_nat(atlas, start, leg.trip.end, leg.trip.asked, nat, route)
    subnet = atlas.find(Subnet, nat.subnet)
    if not isinstance(subnet, Known):
        return found
    closed, why = comes_back(atlas, leg.gateway, subnet.value, start.subnet, start.end.addresses)
    back = stopped(leg.trip, leg.lanes, closed, leg.route, leg.gateway) if closed else Outcome(open=why)
    guarded = unguarded(atlas, leg.gateway, (start.subnet, entered))
    return together((found, Outcome(back.blocks, (*back.open, *guarded))))
