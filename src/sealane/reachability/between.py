"""What lies between two places of one VPC: the ACLs on the borders of their subnets, and the routes of both.

None of it knows whose the packets are, so it is asked once for all that travel between the same two subnets; only where
a route leads aside, through something with groups of its own, do the senders' groups count.
https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.towards import Towards
from sealane.reachability.ends import End
from sealane.reachability.forwarders import forwarder_of, passed_on
from sealane.reachability.network_acls import Crossing, cross
from sealane.reachability.outcome import Outcome, Reason, doubted, opened, together
from sealane.reachability.routes import Lanes, lanes_of, legs_of, table_of
from sealane.reachability.sieve import Asked
from sealane.reachability.start import Start, answer, leaving, returning
from sealane.reachability.targets import target_of
from sealane.records import dataclass
from sealane.verdicts.trace import Hop
from sealane.world.address_sets import addresses_of, union
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import NatGateway
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.route_tables import Route
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread


@dataclass(frozen=True, slots=True)
class Place:
    """A subnet, and the end of a way that is in it."""

    subnet: Subnet
    end: End


def between(atlas: Atlas, start: Start, place: Place, asked: Asked, towards: Towards) -> tuple[Outcome, Outcome]:
    """Return what becomes of packets between two subnets, and of their answers."""
    aside = leads_aside(atlas, start.subnet) or leads_aside(atlas, place.subnet)
    ends = (start.end, place.end) if aside else (start.end.bare, place.end.bare)
    question = (start.subnet.id, place.subnet.id, *ends, start.client, asked, towards)
    return atlas.answer(("between", atlas.interned(question)), lambda: _between(atlas, start, place, asked, towards))


def _between(atlas: Atlas, start: Start, place: Place, asked: Asked, towards: Towards) -> tuple[Outcome, Outcome]:
    back = answer(asked, start.client)
    aside = aside_between(atlas, start, place)
    came_in, gone = into(atlas, place, start.end, asked, towards), out_again(atlas, place, start.end, back, towards)
    there = (
        cross(atlas, leaving(start, place.end, asked, towards)),
        _routed(atlas, _lanes_of(atlas, start.subnet), (start.end, place.end), asked, start.subnet),
        doubted(came_in, *aside) if aside else came_in,
    )
    answers = (
        doubted(gone, *aside) if aside else gone,
        _routed_back(atlas, place, start.end, back),
        cross(atlas, returning(start, place.end, asked, towards)),
    )
    return together(there), together(answers)


def aside_between(atlas: Atlas, start: Start, place: Place) -> tuple[Reason, ...]:
    """Return a doubt where packets from a start to a place are led aside, so that nobody knows how they look after."""
    lanes = _lanes_of(atlas, start.subnet)
    if start.subnet.id == place.subnet.id or not isinstance(lanes, Lanes) or not leads_aside(atlas, start.subnet):
        return ()
    if all(leg.lane is None or leg.lane.local for leg in legs_of(lanes, place.end.addresses)):
        return ()
    return (Unknown(f"how packets look to {place.subnet.id} that {lanes.table.origin.name} leads aside"),)


def into(atlas: Atlas, place: Place, source: End, asked: Asked, towards: Towards) -> Outcome:
    """Return what the ACL of a place's subnet makes of packets from a source."""
    return cross(atlas, Crossing(place.subnet.id, Direction.INGRESS, source, asked, towards, here=place.end.text))


def out_again(atlas: Atlas, place: Place, source: End, back: Asked, towards: Towards) -> Outcome:
    """Return what the ACL of a place's subnet makes of answers to a source."""
    here = place.end.text
    return cross(atlas, Crossing(place.subnet.id, Direction.EGRESS, source, back, towards, answer=True, here=here))


def leads_aside(atlas: Atlas, subnet: Subnet) -> bool:
    """Tell whether a route of a subnet leads packets of the VPC itself elsewhere than to their destination."""
    return atlas.answer(("aside", subnet.id), lambda: _aside_in(atlas, subnet))


def _aside_in(atlas: Atlas, subnet: Subnet) -> bool:
    lanes = _lanes_of(atlas, subnet)
    if not isinstance(lanes, Lanes):
        return True
    local = union(lane.addresses for lane in lanes.lanes if lane.local)
    return any(not lane.local and lane.length and lane.addresses.meets(local) for lane in lanes.lanes)


def _lanes_of(atlas: Atlas, subnet: Subnet) -> Lanes | Reason:
    table = table_of(atlas, atlas.fact(Subnet, subnet.id) or subnet)
    return lanes_of(atlas, table.value) if isinstance(table, Known) else table


def _routed_back(atlas: Atlas, place: Place, source: End, asked: Asked) -> Outcome:
    found = _routed(atlas, _lanes_of(atlas, place.subnet), (place.end, source), asked, place.subnet)
    return Outcome(found.blocks, found.open, (), found.forward)


def _routed(atlas: Atlas, lanes: Lanes | Reason, ends: tuple[End, End], asked: Asked, subnet: Subnet) -> Outcome:
    """Return what routes make of packets inside a VPC: a more specific one than the local route leads them aside.

    https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
    """
    if not isinstance(lanes, Lanes):
        return opened(lanes)
    _, target = ends
    local = union(lane.addresses for lane in lanes.lanes if lane.local)
    aside = [leg for leg in legs_of(lanes, target.addresses & local) if leg.lane is not None and not leg.lane.local]
    hop = Hop(kind="route-table", origin=lanes.table.origin, rule=lanes.table.origin, does="routes", detail="local")
    doubts = tuple(why for route, why in lanes.adrift if _may_stand_between(atlas, route))
    if not aside:
        return Outcome(open=(*doubts, *lanes.open), forward=(hop,))
    routes = [leg.lane.route for leg in aside if leg.lane and leg.lane.route]
    found = [_aside(atlas, route, ends, asked, subnet) for route in routes]
    whole = together(found)
    certain = target.each or target.addresses <= union(leg.addresses for leg in aside)
    return whole if certain else doubted(whole, Unknown("which address the packets go to is not known"))


def _may_stand_between(atlas: Atlas, route: Route) -> bool:
    """Tell whether a route may be more specific than the local one: only those to such targets may."""
    target = target_of(atlas, route)
    return isinstance(target, NetworkInterface | Instance | NatGateway | Endpoint | Unknown | Unread)


def _may_be(target: NetworkInterface | Instance, end: End) -> bool:
    """Tell whether packets that are led to an interface are for its own address, so that it forwards nothing."""
    own = target.addresses if isinstance(target, NetworkInterface) else target.address
    if not isinstance(own, Known):
        return True
    return addresses_of((own.value,) if isinstance(own.value, str) else own.value).meets(end.addresses)


def _aside(atlas: Atlas, route: Route, ends: tuple[End, End], asked: Asked, subnet: Subnet) -> Outcome:
    target = target_of(atlas, route)
    if isinstance(target, NetworkInterface | Instance) and _may_be(target, ends[1]):
        return opened(Unknown(f"whether the packets are for {target.origin.name} itself"))
    if isinstance(target, NetworkInterface | Instance):
        return passed_on(atlas, forwarder_of(target), ends, asked, route, subnet)
    if isinstance(target, Unknown | Unread):
        return opened(target)
    return opened(Unknown(f"what {target.origin.name} makes of packets inside the VPC"))
