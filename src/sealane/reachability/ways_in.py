"""Whether any packet from outside comes in: to the seat's own public address, or by a load balancer that targets it.

What comes in otherwise (CloudFront's VPC origins, Global Accelerator, API Gateway's VPC links) is not in the world.
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.reachability.atlas import Atlas, atlas_of
from sealane.reachability.blocks.leaks import ReachableFromInternet
from sealane.reachability.emission import OUTSIDE_IPV4, OUTSIDE_IPV6, Emission, emission_of
from sealane.reachability.gates import Passing, gate_of
from sealane.reachability.leaks import Leak, Leaks
from sealane.reachability.load_balancers import by_load_balancers
from sealane.reachability.outcome import Reason
from sealane.reachability.places import end_of, ipv6_text, subnet_of
from sealane.reachability.routes import Lane, Lanes, lanes_of, table_of
from sealane.reachability.seat import Seat
from sealane.reachability.senders import may_lead_out, shares
from sealane.reachability.targets import target_of
from sealane.reachability.witness import packet_of, witness
from sealane.world.address_sets import Intervals
from sealane.world.gateways import Gateway, GatewayKind
from sealane.world.packet_sets import Packets, within
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.world import World


def ways_in(world: World | Atlas, seat: Seat) -> Leaks:
    """Return every way by which a packet from outside surely reaches a seat, and why there may be others."""
    atlas = atlas_of(world)
    return atlas.answer(("ways-in", atlas.interned(seat)), lambda: _ways_in(atlas, seat))


def _ways_in(atlas: Atlas, seat: Seat) -> Leaks:
    direct, balanced = directly(atlas, seat), by_load_balancers(atlas, seat)
    return Leaks(leaks=(*direct.leaks, *balanced.leaks), open=tuple(dict.fromkeys((*direct.open, *balanced.open))))


def directly(atlas: Atlas, seat: Seat) -> Leaks:
    """Return the ways to a seat's own addresses: an internet gateway that the subnet has a route to, groups, ACL."""
    if seat.public == Known(value=False) and seat.ipv6 == Known(value=False):
        return Leaks()
    subnet = subnet_of(atlas, seat.subnet)
    if not isinstance(subnet, Known):
        return Leaks(open=(subnet,))
    table = table_of(atlas, subnet.value)
    if not isinstance(table, Known):
        return Leaks(open=(table,))
    lanes = lanes_of(atlas, table.value)
    if not may_lead_out(lanes):
        return Leaks()
    admitted = emission_of(atlas, seat, subnet.value, Direction.INGRESS)
    if not admitted.possibly and not admitted.lists:
        return Leaks()
    families = ((OUTSIDE_IPV4, seat.public), (OUTSIDE_IPV6, seat.ipv6))
    found = [
        one
        for lane, addresses in shares(lanes)
        for family, has in families
        for one in _through(atlas, seat, subnet.value, (lanes, lane, addresses & family), admitted, has)
    ]
    return Leaks(
        leaks=_distinct(leak for one in found for leak in one.leaks),
        open=tuple(dict.fromkeys((*_hidden(lanes), *(why for one in found for why in one.open)))),
    )


def _hidden(lanes: Lanes) -> tuple[Reason, ...]:
    return (*lanes.open, *(why for _, why in lanes.adrift))


def _distinct(leaks: Iterator[Leak]) -> tuple[Leak, ...]:
    kept: list[Leak] = []
    for leak in leaks:
        kept += [leak] if all(leak.block != other.block for other in kept) else []
    return tuple(kept)


def _through(
    atlas: Atlas,
    seat: Seat,
    subnet: Subnet,
    share: tuple[Lanes, Lane, Intervals],
    admitted: Emission,
    has: Value[bool],
) -> Iterator[Leaks]:
    """Yield what comes in by one route's gateway, from the addresses that the route leads to."""
    lanes, lane, addresses = share
    if not addresses or has == Known(value=False) or lane.route is None or not lane.route.active:
        return
    target = target_of(atlas, lane.route)
    if isinstance(target, Unknown | Unread):
        yield Leaks(open=(target,))
        return
    if not isinstance(target, Gateway) or target.kind is not GatewayKind.INTERNET:
        return
    gate = gate_of(atlas, target, subnet, Passing.INBOUND)
    here = within(addresses)
    surely = (admitted.surely | Packets(tuple(box for _, box, sure in admitted.lists if sure))) & here
    possibly = (admitted.possibly | Packets(tuple(box for _, box, _ in admitted.lists))) & here
    if gate.closed is not None or not possibly:
        return
    doubts: tuple[Reason, ...] = (*gate.open, *(() if isinstance(has, Known) else (has,)))
    if doubts or not surely:
        yield Leaks(open=(*doubts, *admitted.open))
        return
    ipv6 = not addresses.meets(OUTSIDE_IPV4)
    packet = packet_of(surely, end_of(atlas, seat).text, inbound=True, here_ipv6=ipv6_text(atlas, seat))
    trace = witness(
        packet,
        ("internet-gateway", target.origin, target.origin, "forwards"),
        ("route-table", lanes.table.origin, lane.route.origin, "routes"),
        ("network-interface", seat.origin, seat.origin, "delivers"),
    )
    block = ReachableFromInternet(entrance=target, seat=seat.origin, ipv6=ipv6, subnet=subnet)
    yield Leaks(leaks=(Leak(block=block, witness=trace),))
