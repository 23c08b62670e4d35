"""Whether any packet at all gets out: of every protocol, to every public address, over IPv4 and IPv6.

Packets to AWS services by endpoints are not out. Private addresses behind a VPN, a peering connection or a transit
gateway are not the internet by themselves; what lies behind them is followed as far as the world knows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.reachability.atlas import Atlas, atlas_of
from sealane.reachability.blocks.leaks import (
    InternetByIpv6,
    InternetByNat,
    InternetByNatInstance,
    InternetByPublicAddress,
    InternetByTransit,
)
from sealane.reachability.emission import NAT64, emission_of
from sealane.reachability.exits import SHUT, Exit, exit_by, unsure
from sealane.reachability.gates import Passing, gate_of
from sealane.reachability.group_rules import filter_of
from sealane.reachability.leaks import Leak, Leaks
from sealane.reachability.outcome import Reason
from sealane.reachability.places import end_of, ipv6_text, subnet_of
from sealane.reachability.routes import Lane, lanes_of, table_of
from sealane.reachability.seat import Seat
from sealane.reachability.senders import Sender, Sent, may_lead_out, sent, shares
from sealane.reachability.targets import Target, target_of
from sealane.reachability.transit import Beyond, beyond, unguarded
from sealane.reachability.witness import NO_ANSWER_NEEDED, packet_of, witness
from sealane.records import dataclass
from sealane.verdicts.trace import Block, Trace
from sealane.world.address_sets import EVERY_IPV4, EVERY_IPV6, Intervals
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.packet_sets import Packets, within
from sealane.world.route_tables import Route
from sealane.world.security_groups import Direction
from sealane.world.transit import TransitGateway
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.world import World


@dataclass(frozen=True, slots=True)
class _Found:
    """A thing that takes packets out: the block that it is if it surely does, and which packets."""

    block: Block
    exit: Exit


def ways_out(world: World | Atlas, seat: Seat) -> Leaks:
    """Return every way by which a packet of a seat surely gets out, with one that does, and why there may be others."""
    atlas = atlas_of(world)
    return atlas.answer(("ways-out", atlas.interned(seat)), lambda: _ways_out(atlas, seat))


def _ways_out(atlas: Atlas, seat: Seat) -> Leaks:
    subnet = subnet_of(atlas, seat.subnet)
    if not isinstance(subnet, Known):
        return Leaks(open=(subnet,))
    table = table_of(atlas, subnet.value)
    if not isinstance(table, Known):
        return Leaks(open=(table,))
    lanes = lanes_of(atlas, table.value)
    if not may_lead_out(lanes):
        return Leaks()
    emission = emission_of(atlas, seat, subnet.value, Direction.EGRESS)
    if not emission.possibly and not emission.lists:
        return Leaks()
    sender = Sender(seat, subnet.value, end_of(atlas, seat), lanes, emission)
    found = [_by_lane(atlas, sender, lane, addresses) for lane, addresses in shares(lanes)]
    leaks: list[Leak] = []
    for leak in (leak for one in found for leak in one.leaks):
        leaks += [leak] if all(leak.block != other.block for other in leaks) else []
    why = [*lanes.open, *(reason for one in found for reason in one.open)]
    for route, reason in lanes.adrift:
        why += [reason] if _may_take(atlas, sender, route) else []
    return Leaks(leaks=tuple(leaks), open=tuple(dict.fromkeys(why)))


def _may_take(atlas: Atlas, sender: Sender, route: Route) -> bool:
    """Tell whether a route whose destination is not known would take packets out if it were for public addresses."""
    target = target_of(atlas, route)
    if isinstance(target, Unknown | Unread):
        return True
    return any(
        (found.exit.possibly & sender.emission.possibly).boxes
        for family in (EVERY_IPV4, EVERY_IPV6)
        for found in _exits(atlas, sender, route, target, family)
    )


def _by_lane(atlas: Atlas, sender: Sender, lane: Lane, addresses: Intervals) -> Leaks:
    if lane.local or lane.route is None or not lane.route.active:
        return Leaks()
    packets = sent(sender, addresses)
    if not packets.possibly:
        return Leaks()
    target = target_of(atlas, lane.route)
    if isinstance(target, Unknown | Unread):
        return Leaks(open=(target,))
    leaks: list[Leak] = []
    doubts: list[Reason] = []
    for found in _exits(atlas, sender, lane.route, target, addresses):
        gone = found.exit.surely & packets.surely
        if gone:
            leaks.append(Leak(block=found.block, witness=_trace(atlas, sender, lane.route, target, gone)))
        elif found.exit.possibly & packets.possibly:
            doubts += _doubts(found, packets, target)
    return Leaks(leaks=tuple(leaks), open=tuple(doubts))


def _doubts(found: _Found, packets: Sent, target: Target) -> tuple[Reason, ...]:
    return (*packets.open, *found.exit.open) or (Unknown(f"whether packets get out by {target.origin.name}"),)


def _trace(atlas: Atlas, sender: Sender, route: Route, target: Target, gone: Packets) -> Trace:
    groups = sender.seat.security_groups
    packet = packet_of(gone, sender.end.text, here_ipv6=ipv6_text(atlas, sender.seat))
    names = filter_of(atlas, groups.value, Direction.EGRESS).groups if isinstance(groups, Known) else ()
    allows = [("security-group", names[0].origin, names[0].origin, "allows")] if names else []
    return witness(
        packet,
        *allows,
        ("route-table", sender.lanes.table.origin, route.origin, "routes"),
        (type(target).__name__, target.origin, target.origin, "delivers"),
        detail=NO_ANSWER_NEEDED,
    )


def _exits(atlas: Atlas, sender: Sender, route: Route, target: Target, addresses: Intervals) -> Iterator[_Found]:
    table, subnet = sender.lanes.table, sender.subnet
    match target:
        case Gateway():
            yield from _by_gateway(atlas, sender, route, target, addresses)
        case NatGateway():
            if addresses.meets(EVERY_IPV4) or addresses.meets(NAT64):
                found = exit_by(atlas, target, sender.end, subnet)
                yield _Found(InternetByNat(nat=target, table=table, route=route, subnet=subnet), found)
        case NetworkInterface() | Instance():
            block = InternetByNatInstance(forwarder=target, table=table, route=route, subnet=subnet)
            yield _Found(block, exit_by(atlas, target, sender.end, subnet))
        case TransitGateway():
            for past in beyond(atlas, target, subnet, addresses):
                yield from _by_transit(atlas, sender, route, target, past)
        case PeeringConnection():
            # https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
            return
        case Endpoint():
            doubt = Unknown(f"what {target.origin.name} makes of packets to public addresses")
            yield _Found(InternetByTransit(exit_by=target, table=table, route=route, subnet=subnet), unsure(doubt))


def _by_gateway(atlas: Atlas, sender: Sender, route: Route, gateway: Gateway, addresses: Intervals) -> Iterator[_Found]:
    table, subnet, seat = sender.lanes.table, sender.subnet, sender.seat
    if gateway.kind not in (GatewayKind.INTERNET, GatewayKind.EGRESS_ONLY):
        doubt = Unknown(f"what lies behind {gateway.origin.name}")
        block: Block = InternetByTransit(exit_by=gateway, table=table, route=route, subnet=subnet)
        yield _Found(block, unsure(doubt))
        return
    if addresses.meets(EVERY_IPV4) and gateway.kind is GatewayKind.INTERNET:
        gate = gate_of(atlas, gateway, subnet, Passing.DIRECT)
        block = InternetByPublicAddress(seat=seat.origin, gateway=gateway, table=table, route=route, subnet=subnet)
        yield _Found(block, _open_to(gate.closed is not None, gate.open, seat.public, EVERY_IPV4))
    if addresses.meets(EVERY_IPV6):
        passing = Passing.DIRECT if gateway.kind is GatewayKind.INTERNET else Passing.OUTBOUND_ONLY
        gate = gate_of(atlas, gateway, subnet, passing)
        block = InternetByIpv6(gateway=gateway, table=table, route=route, subnet=subnet)
        yield _Found(block, _open_to(gate.closed is not None, gate.open, seat.ipv6, EVERY_IPV6))


def _open_to(closed: bool, why: tuple[Reason, ...], has: Value[bool], family: Intervals) -> Exit:  # noqa: FBT001
    """Return what a gateway lets out for a seat that has an address of a family, or has none."""
    if closed or has == Known(value=False):
        return SHUT
    doubts = (*why, *(() if isinstance(has, Known) else (has,)))
    here = within(family)
    return Exit(Packets(), here, doubts) if doubts else Exit(here, here)


def _by_transit(atlas: Atlas, sender: Sender, route: Route, gateway: TransitGateway, past: Beyond) -> Iterator[_Found]:
    table, subnet = sender.lanes.table, sender.subnet
    if past.closed is not None:
        return
    target = past.target
    if isinstance(target, Gateway | PeeringConnection) and _ends_there(target):
        return
    if past.open or past.subnet is None or not isinstance(target, NatGateway | NetworkInterface | Instance):
        why = past.open or (Unknown(f"what lies behind {gateway.origin.name}"),)
        block = InternetByTransit(exit_by=gateway, table=table, route=route, subnet=subnet)
        yield _Found(block, unsure(*why))
        return
    block = InternetByTransit(exit_by=target, table=table, route=route, subnet=subnet)
    found = exit_by(atlas, target, sender.end, past.subnet)
    doubts = unguarded(atlas, gateway, (subnet, past.subnet))
    yield _Found(block, Exit(Packets(), found.possibly, (*found.open, *doubts)) if doubts else found)


def _ends_there(target: Gateway | PeeringConnection) -> bool:
    """What a transit gateway brings has no public address, and no peering connection leads on to a gateway."""
    return isinstance(target, PeeringConnection) or target.kind is GatewayKind.INTERNET
