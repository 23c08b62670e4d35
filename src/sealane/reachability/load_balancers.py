"""Load balancers that face the internet and send what they get to a task.

https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.leaks import ReachableFromInternet
from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.reachability.emission import OUTSIDE_IPV4, emission_of
from sealane.reachability.gates import Passing, gate_of
from sealane.reachability.group_rules import filter_of
from sealane.reachability.inside import Landing, deliver
from sealane.reachability.leaks import Leak, Leaks
from sealane.reachability.outcome import Reason
from sealane.reachability.places import end_of, subnet_of
from sealane.reachability.routes import Lanes, lanes_of, table_of
from sealane.reachability.seat import Seat
from sealane.reachability.seats import seats_of_load_balancer
from sealane.reachability.senders import shares
from sealane.reachability.start import request, start_of
from sealane.reachability.targets import target_of
from sealane.reachability.witness import packet_of, witness
from sealane.records import replace
from sealane.verdicts.verdict import Verdict
from sealane.world.address_sets import EVERY_PROTOCOL, Intervals, span
from sealane.world.gaps import Noun
from sealane.world.gateways import Gateway, GatewayKind
from sealane.world.load_balancers import Listener, LoadBalancer
from sealane.world.packet_sets import Box, Packets
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread


def by_load_balancers(atlas: Atlas, seat: Seat) -> Leaks:
    """Return the ways to a seat by load balancers that face the internet."""
    targets = seat.targets
    if not isinstance(targets, Known):
        return Leaks(open=(targets,))
    if not targets.value:
        return Leaks()
    found = [
        one
        for balancer in atlas.facts(LoadBalancer).values()
        for listener in balancer.listeners
        for one in _by_listener(atlas, seat, balancer, listener, dict(targets.value))
    ]
    gap = atlas.gap(Noun.LOAD_BALANCERS)
    leaks: list[Leak] = []
    for leak in (leak for one in found for leak in one.leaks):
        leaks += [leak] if all(leak.block != other.block for other in leaks) else []
    why = [*((gap,) if gap else ()), *(reason for one in found for reason in one.open)]
    return Leaks(leaks=tuple(leaks), open=tuple(dict.fromkeys(why)))


def _by_listener(
    atlas: Atlas, seat: Seat, balancer: LoadBalancer, listener: Listener, ports: dict[str, int]
) -> Iterator[Leaks]:
    if balancer.internal == Known(value=True):
        return
    targets = listener.targets
    meant = [key for key in targets.value if key in ports] if isinstance(targets, Known) else list(ports)
    doubts: tuple[Reason, ...] = tuple(
        value for value in (balancer.internal, targets, listener.port) if not isinstance(value, Known)
    )
    for place in seats_of_load_balancer(atlas, balancer):
        for key in meant:
            yield _through(atlas, seat, balancer, place, (listener, ports[key]), doubts)


def _through(
    atlas: Atlas,
    seat: Seat,
    balancer: LoadBalancer,
    place: Seat,
    ports: tuple[Listener, int],
    doubts: tuple[Reason, ...],
) -> Leaks:
    """Return what comes in by one listener in one subnet of a load balancer, to the task's port."""
    listener, port = ports
    entered, why = _enters(atlas, place, listener)
    if not entered:
        return Leaks()
    start, subnet = start_of(atlas, place), subnet_of(atlas, seat.subnet)
    if isinstance(start, Unknown | Unread):
        return Leaks(open=(start,))
    if not isinstance(subnet, Known):
        return Leaks(open=(subnet,))
    outcome = deliver(atlas, start, _landing(atlas, seat, subnet.value), request("tcp", port), _towards(seat))
    if outcome.verdict is Verdict.FAILS:
        return Leaks()
    reasons = (*doubts, *why, *outcome.open)
    if reasons:
        return Leaks(open=reasons)
    block = ReachableFromInternet(entrance=balancer, seat=seat.origin, subnet=subnet.value)
    trace = witness(
        packet_of(entered, start.end.text, inbound=True),
        ("load-balancer", balancer.origin, listener.origin, "forwards"),
        ("network-interface", seat.origin, seat.origin, "delivers"),
    )
    return Leaks(leaks=(Leak(block=block, witness=replace(trace, forward=(*trace.forward[:1], *outcome.forward))),))


def _towards(seat: Seat) -> Towards:
    return Towards(kind=TowardsKind.ADDRESS, key=seat.origin.name)


def _landing(atlas: Atlas, seat: Seat, subnet: Subnet) -> Landing:
    groups = seat.security_groups
    known = groups.value if isinstance(groups, Known) else ()
    ingress = filter_of(atlas, known, Direction.INGRESS) if known else None
    return Landing(None, subnet, end_of(atlas, seat), ingress, () if isinstance(groups, Known) else (groups,))


def _enters(atlas: Atlas, place: Seat, listener: Listener) -> tuple[Packets, tuple[Reason, ...]]:
    """Return the packets from outside that reach a listener, and why nobody can say; none when surely none does."""
    subnet = subnet_of(atlas, place.subnet)
    if not isinstance(subnet, Known):
        return _any(listener), (subnet,)
    table = table_of(atlas, subnet.value)
    if not isinstance(table, Known):
        return _any(listener), (table,)
    lanes = lanes_of(atlas, table.value)
    sources, why = _sources(atlas, subnet.value, lanes)
    if not sources:
        return Packets(), ()
    admitted = emission_of(atlas, place, subnet.value, Direction.INGRESS)
    wanted = Packets((Box(EVERY_PROTOCOL, _ports(listener), sources),))
    surely = (admitted.surely | Packets(tuple(box for _, box, sure in admitted.lists if sure))) & wanted
    if surely:
        return surely, why
    possibly = (admitted.possibly | Packets(tuple(box for _, box, _ in admitted.lists))) & wanted
    return possibly, (*why, *admitted.open)


def _any(listener: Listener) -> Packets:
    return Packets((Box(EVERY_PROTOCOL, _ports(listener), OUTSIDE_IPV4),))


def _ports(listener: Listener) -> Intervals:
    return span(listener.port.value, listener.port.value) if isinstance(listener.port, Known) else span(0, 65535)


def _sources(atlas: Atlas, subnet: Subnet, lanes: Lanes) -> tuple[Intervals, tuple[Reason, ...]]:
    """Return the outside addresses to which a subnet has a route over an open internet gateway."""
    found = Intervals()
    why: list[Reason] = []
    for lane, addresses in shares(lanes):
        if lane.route is None or not lane.route.active:
            continue
        target = target_of(atlas, lane.route)
        if isinstance(target, Unknown | Unread):
            found |= addresses
            why.append(target)
        elif isinstance(target, Gateway) and target.kind is GatewayKind.INTERNET:
            gate = gate_of(atlas, target, subnet, Passing.INBOUND)
            found = found if gate.closed else found | addresses
            why += gate.open
    hidden = (*lanes.open, *(reason for _, reason in lanes.adrift))
    return (found, tuple(why)) if found or not hidden else (OUTSIDE_IPV4, (*why, *hidden))
