"""Packets to addresses outside the VPC and their answers: what each route leads to, and whether that leads on.

Groups and ACLs at the start are judged by who asks; what is judged here begins with the route.
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.ways import NoPublicAddress, Obstruction
from sealane.reachability.forwarders import forwarder_of, passed_on
from sealane.reachability.gates import Passing, gate_of
from sealane.reachability.nat_gateways import by_nat
from sealane.reachability.outcome import Outcome, doubted, either, opened, together
from sealane.reachability.over_transit import by_transit
from sealane.reachability.routes import Lanes, Leg, legs_of
from sealane.reachability.targets import Target, target_of
from sealane.reachability.trip import Trip, stopped
from sealane.verdicts.trace import Hop
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.route_tables import Route
from sealane.world.transit import TransitGateway
from sealane.world.values import Known, Unknown, Unread


def routed(atlas: Atlas, trip: Trip) -> Outcome:
    """Return what the routes of the start's subnet make of packets to addresses outside, and of their answers."""
    lanes = trip.start.lanes
    if not isinstance(lanes, Lanes):
        return opened(lanes)
    legs = [leg for leg in legs_of(lanes, trip.end.addresses, trip.end.list_name) if not _inside(leg, trip)]
    found = [_leg(atlas, trip, lanes, leg) for leg in legs]
    adrift = [_by_route(atlas, trip, lanes, route) for route, _ in lanes.adrift]
    if not found:
        return opened(_which(trip))
    whole = together(found) if trip.end.each else either(found, _which(trip))
    if adrift:
        whole = either([whole, *adrift], *(why for _, why in lanes.adrift))
    return doubted(whole, *lanes.open) if lanes.open else whole


def _which(trip: Trip) -> Unknown:
    return Unknown(f"which public addresses {trip.towards.key or 'the internet'} has is not known")


def _inside(leg: Leg, trip: Trip) -> bool:
    """Tell whether a leg leads to addresses that cannot be meant where only public ones are."""
    if leg.lane is None or trip.end.each:
        return False
    return leg.lane.local or leg.lane.endpoint is not None


def _leg(atlas: Atlas, trip: Trip, lanes: Lanes, leg: Leg) -> Outcome:
    lane = leg.lane
    if lane is None:
        return stopped(trip, lanes, Obstruction.NO_ROUTE)
    if lane.endpoint is not None:
        return opened(Unknown(f"{lane.endpoint.origin.name} carries packets to its own service only"))
    if lane.route is None:
        return opened(Unknown("an address of the VPC that no interface is known to have"))
    return _by_route(atlas, trip, lanes, lane.route)


def _by_route(atlas: Atlas, trip: Trip, lanes: Lanes, route: Route) -> Outcome:
    if not route.active:
        return stopped(trip, lanes, Obstruction.BLACKHOLE, route)
    target = target_of(atlas, route)
    if isinstance(target, Unknown | Unread):
        return opened(target)
    hop = Hop(
        kind="route-table", origin=lanes.table.origin, rule=route.origin, does="routes", detail=target.origin.name
    )
    return together((Outcome(forward=(hop,)), _by_target(atlas, trip, lanes, route, target)))


def _by_target(atlas: Atlas, trip: Trip, lanes: Lanes, route: Route, target: Target) -> Outcome:
    match target:
        case Gateway():
            return _by_gateway(atlas, trip, lanes, route, target)
        case NatGateway():
            return by_nat(atlas, trip.start, trip.end, trip.asked, target, route)
        case NetworkInterface() | Instance():
            return _by_forwarder(atlas, trip, route, target)
        case PeeringConnection():
            # https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
            return stopped(trip, lanes, Obstruction.EDGE_TO_EDGE, route, target)
        case TransitGateway():
            return by_transit(atlas, trip, lanes, route, target)
        case Endpoint():
            return opened(Unknown(f"what lies behind {target.origin.name}"))


def _by_gateway(atlas: Atlas, trip: Trip, lanes: Lanes, route: Route, gateway: Gateway) -> Outcome:
    if gateway.kind is GatewayKind.EGRESS_ONLY:
        return stopped(trip, lanes, Obstruction.OTHER_FAMILY, route, gateway)
    if gateway.kind is not GatewayKind.INTERNET:
        return opened(Unknown(f"what lies behind {gateway.origin.name}"))
    gate = gate_of(atlas, gateway, trip.start.subnet, Passing.DIRECT)
    if gate.closed is not None:
        return stopped(trip, lanes, gate.closed, route, gateway)
    public = trip.start.seat.public
    hop = Hop(kind="internet-gateway", origin=gateway.origin, rule=gateway.origin, does="delivers")
    if not isinstance(public, Known):
        return Outcome(open=(*gate.open, public), forward=(hop,))
    if public.value:
        return Outcome(open=gate.open, forward=(hop,))
    block = NoPublicAddress(
        gateway=gateway,
        table=lanes.table,
        route=route,
        seat=trip.start.seat.origin,
        subnet=trip.start.subnet,
    )
    return Outcome(blocks=(block,))


def _by_forwarder(atlas: Atlas, trip: Trip, route: Route, target: NetworkInterface | Instance) -> Outcome:
    return passed_on(atlas, forwarder_of(target), (trip.start.end, trip.end), trip.asked, route, trip.start.subnet)
