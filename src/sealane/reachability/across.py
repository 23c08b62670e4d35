"""Packets to something in another VPC, by peering or over a transit gateway, and their answers back.

https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.ways import NoWayOut, Obstruction
from sealane.reachability.inside import Landing, answering, arriving
from sealane.reachability.network_acls import cross
from sealane.reachability.outcome import Outcome, Reason, doubted, opened, together
from sealane.reachability.routes import Lanes, Leg, lanes_of, legs_of, table_of
from sealane.reachability.start import leaving, let_out, returning
from sealane.reachability.targets import Target, target_of
from sealane.reachability.transit import by_another, comes_back, unguarded
from sealane.reachability.transit_gateways import taken_over, unseen_from
from sealane.reachability.trip import Trip, stopped
from sealane.records import replace
from sealane.verdicts.trace import Hop
from sealane.world.gateways import PeeringConnection
from sealane.world.route_tables import Route
from sealane.world.transit import TransitGateway
from sealane.world.values import Known, Unknown, Unread, Value


def deliver_across(atlas: Atlas, trip: Trip, landing: Landing) -> Outcome:
    """Follow packets from a start to a landing in another VPC, and their answers back."""
    start, source = trip.start, trip.start.end
    way, transit = _way(atlas, trip, landing)
    if transit is not None:
        # A group is known by its members only within a VPC and its peers; inbound ones may be over a transit gateway.
        # https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
        referenced = Unknown("whether the transit gateway's attachments support references to security groups")
        source = replace(source, groups=frozenset(), groups_open=(referenced,))
        known = _peered_too(atlas, start.subnet.vpc, landing.subnet.vpc)
        landing = replace(landing, end=replace(landing.end, groups=frozenset(), groups_open=known))
    came_in, *let_in = arriving(atlas, landing, source, trip.asked, trip.towards)
    came_back = cross(atlas, returning(start, landing.end, trip.asked, trip.towards))
    if transit is not None:
        came_in = unseen_from(atlas, transit, landing.subnet, came_in)
    for gateway in (transit,) if transit is not None else atlas.facts(TransitGateway).values() if way.open else ():
        came_back = unseen_from(atlas, gateway, start.subnet, came_back)
    return together(
        (
            let_out(start, landing.end, trip.asked, trip.towards, tuple(sorted(landing.end.groups))),
            cross(atlas, leaving(start, landing.end, trip.asked, trip.towards)),
            way,
            came_in,
            *let_in,
            *answering(atlas, landing, source, trip.asked, start.client, trip.towards),
            came_back,
        )
    )


def _peered_too(atlas: Atlas, one: Value[str], other: Value[str]) -> tuple[Reason, ...]:
    """Return a doubt where VPCs are peered beside the way that is taken: each may then know groups of the other."""
    for peering in atlas.facts(PeeringConnection).values():
        if {peering.requester, peering.accepter} == {one, other}:
            return (Unknown(f"whether groups are known by {peering.origin.name} on another way"),)
    return ()


def _way(atlas: Atlas, trip: Trip, landing: Landing) -> tuple[Outcome, TransitGateway | None]:
    """Return what becomes of packets on their way, and the transit gateway that it leads over."""
    lanes = trip.start.lanes
    if not isinstance(lanes, Lanes):
        return opened(lanes), None
    legs = legs_of(lanes, landing.end.addresses)
    doubts: tuple[Reason, ...] = (*lanes.open, *(why for _, why in lanes.adrift))
    found = [_leg(atlas, trip, lanes, landing, leg) for leg in legs]
    whole = together(outcome for outcome, _ in found)
    transit = next((over for _, over in found if over is not None), None)
    if not landing.end.each and len(legs) > 1:
        doubts = (*doubts, Unknown(f"which address of {landing.subnet.id} is meant"))
    return (doubted(whole, *doubts) if doubts else whole), transit


def _leg(atlas: Atlas, trip: Trip, lanes: Lanes, landing: Landing, leg: Leg) -> tuple[Outcome, TransitGateway | None]:
    route = leg.lane.route if leg.lane else None
    if leg.lane is None or leg.lane.local or route is None:
        # A local route that covers the address leads to whatever has it here, and never to another VPC.
        return stopped(trip, lanes, Obstruction.NO_ROUTE), None
    if not route.active:
        return stopped(trip, lanes, Obstruction.BLACKHOLE, route), None
    target = target_of(atlas, route)
    if isinstance(target, Unknown | Unread):
        return opened(target), None
    hop = Hop(
        kind="route-table", origin=lanes.table.origin, rule=route.origin, does="routes", detail=target.origin.name
    )
    outcome = _by_target(atlas, trip, lanes, landing, route, target)
    return together((Outcome(forward=(hop,)), outcome)), target if isinstance(target, TransitGateway) else None


def _by_target(atlas: Atlas, trip: Trip, lanes: Lanes, landing: Landing, route: Route, target: Target) -> Outcome:
    match target:
        case PeeringConnection():
            return _peered(atlas, trip, lanes, landing, route, target)
        case TransitGateway():
            return _transited(atlas, trip, lanes, landing, route, target)
        case _:
            return opened(Unknown(f"whether {target.origin.name} leads to {landing.subnet.id}"))


def _peered(
    atlas: Atlas, trip: Trip, lanes: Lanes, landing: Landing, route: Route, peering: PeeringConnection
) -> Outcome:
    status, ends = peering.status, (peering.requester, peering.accepter)
    why = tuple(value for value in (status, *ends) if not isinstance(value, Known))
    if isinstance(status, Known) and status.value != "active":
        return stopped(trip, lanes, Obstruction.NOT_ACTIVE, route, peering)
    if why:
        return opened(*why)
    if landing.subnet.vpc not in ends:
        return stopped(trip, lanes, Obstruction.EDGE_TO_EDGE, route, peering)
    hop = Hop(kind="peering", origin=peering.origin, rule=peering.origin, does="forwards")
    return together((Outcome(forward=(hop,)), _back(atlas, trip, landing, peering)))


def _back(atlas: Atlas, trip: Trip, landing: Landing, peering: PeeringConnection) -> Outcome:
    """Return whether the other subnet's table sends answers back over the peering connection."""
    table = table_of(atlas, landing.subnet)
    if not isinstance(table, Known):
        return opened(table)
    lanes = lanes_of(atlas, table.value)
    doubts = (*lanes.open, *(why for _, why in lanes.adrift))
    for leg in legs_of(lanes, trip.start.end.addresses):
        route = leg.lane.route if leg.lane else None
        target = target_of(atlas, route) if route and route.active else None
        if isinstance(target, Unknown | Unread):
            return opened(target, *doubts)
        if not isinstance(target, PeeringConnection) or target.id != peering.id:
            doubts = (*doubts, *by_another(target))
            return opened(*doubts) if doubts else _no_way_back(trip, lanes, landing, route)
    hop = Hop(kind="route-table", origin=lanes.table.origin, rule=lanes.table.origin, does="routes")
    return Outcome(open=doubts, back=(hop,))


def _no_way_back(trip: Trip, lanes: Lanes, landing: Landing, route: Route | None) -> Outcome:
    block = NoWayOut(
        table=lanes.table, because=Obstruction.NO_WAY_BACK, towards=trip.towards, route=route, subnet=landing.subnet
    )
    hop = Hop(kind="route-table", origin=lanes.table.origin, rule=lanes.table.origin, does="drops")
    return Outcome(blocks=(block,), back=(hop,))


def _transited(
    atlas: Atlas, trip: Trip, lanes: Lanes, landing: Landing, route: Route, gateway: TransitGateway
) -> Outcome:
    over = taken_over(atlas, gateway, trip.start.subnet, landing.end.addresses)
    if over.closed is not None:
        return stopped(trip, lanes, over.closed, route, gateway)
    if over.open or over.attachment is None:
        return opened(*over.open)
    if over.attachment.resource != landing.subnet.vpc:
        return stopped(trip, lanes, Obstruction.NO_ROUTE, route, gateway)
    hop = Hop(kind="transit-gateway", origin=gateway.origin, rule=over.attachment.origin, does="forwards")
    closed, why = comes_back(atlas, gateway, landing.subnet, trip.start.subnet, trip.start.end.addresses)
    if closed is not None:
        table = table_of(atlas, landing.subnet)
        back = lanes_of(atlas, table.value) if isinstance(table, Known) else lanes
        return together((Outcome(forward=(hop,)), _no_way_back(trip, back, landing, None)))
    borders = unguarded(atlas, gateway, (trip.start.subnet, landing.subnet))
    return Outcome(open=(*why, *borders), forward=(hop,))
