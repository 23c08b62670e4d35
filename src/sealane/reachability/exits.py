"""What takes packets of any kind out to the internet, one for each thing that a route may lead to.

To count as out, a packet must be able to leave; nothing is asked of an answer, because data is gone without one.
"""

from __future__ import annotations

from sealane.reachability.acl_entries import acl_filter
from sealane.reachability.atlas import Atlas
from sealane.reachability.emission import NAT64
from sealane.reachability.ends import End
from sealane.reachability.forwarders import Forwarder, forwarder_of, groups_of
from sealane.reachability.gates import Passing, gate_of
from sealane.reachability.group_rules import Filter, filter_of
from sealane.reachability.nat_gateways import way_out
from sealane.reachability.network_acls import acl_of
from sealane.reachability.outcome import Reason
from sealane.reachability.routes import lanes_of, legs_of, table_of
from sealane.reachability.targets import Target, target_of
from sealane.records import dataclass
from sealane.world.address_sets import EVERY_ADDRESS, EVERY_PORT, NOTHING, PUBLIC_IPV4, Intervals, intervals
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.packet_sets import EVERY_PACKET, NO_PACKETS, Box, Packets, packets, within
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread

# https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
_NAT_PROTOCOLS = intervals(((1, 1), (6, 6), (17, 17)))


@dataclass(frozen=True, slots=True)
class Exit:
    """The packets that get out: for certain, at most, and why the two differ."""

    surely: Packets = NO_PACKETS
    possibly: Packets = NO_PACKETS
    open: tuple[Reason, ...] = ()


SHUT = Exit()


def unsure(*why: Reason) -> Exit:
    """Return that any packet may get out."""
    return Exit(NO_PACKETS, EVERY_PACKET, why)


def by_nat_gateway(atlas: Atlas, nat: NatGateway, source: End, subnet: Subnet | None) -> Exit:
    """Return what gets out by a NAT gateway; `subnet` is where it comes from within the VPC."""
    own = atlas.find(Subnet, nat.subnet)
    if not isinstance(own, Known):
        out = way_out(atlas, nat, PUBLIC_IPV4)
        return SHUT if out.closed is not None else unsure(*out.open, own)
    surely, possibly = NOTHING, NOTHING
    why: list[Reason] = []
    for part in _parts_of(atlas, own.value):
        out = way_out(atlas, nat, part)
        if out.closed is not None:
            continue
        possibly |= part
        why += out.open
        surely = surely if out.open else surely | part
    border = _border(atlas, own.value, source, subnet)
    return Exit(border.surely & _carried(surely), border.possibly & _carried(possibly), (*why, *border.open))


def _parts_of(atlas: Atlas, subnet: Subnet) -> list[Intervals]:
    """Return public addresses in parts that one route of a subnet takes each."""
    table = table_of(atlas, subnet)
    if not isinstance(table, Known):
        return [PUBLIC_IPV4]
    return [leg.addresses for leg in legs_of(lanes_of(atlas, table.value), PUBLIC_IPV4)]


def _carried(addresses: Intervals) -> Packets:
    """Return the packets that a NAT gateway carries to addresses, also from the IPv6 ones that stand for them."""
    stand = Intervals(tuple((NAT64.first + low, NAT64.first + high) for low, high in addresses.parts))
    return packets((Box(_NAT_PROTOCOLS, EVERY_PORT, addresses | stand),))


def by_forwarder(atlas: Atlas, forwarder: Forwarder, source: End, subnet: Subnet | None) -> Exit:
    """Return what gets out by an instance or interface, if its software sends on what it gets, as must be feared."""
    own = atlas.find(Subnet, forwarder.subnet)
    if forwarder.check == Known(value=True):
        return SHUT
    if not isinstance(own, Known):
        return unsure(own)
    onward = _onward(atlas, forwarder, own.value)
    if not onward.possibly:
        return SHUT
    border, groups = _border(atlas, own.value, source, subnet), _through_groups(atlas, forwarder, source)
    doubts = () if isinstance(forwarder.check, Known) else (forwarder.check,)
    sure = NO_PACKETS if doubts else onward.surely & border.surely & groups.surely
    return Exit(
        sure,
        onward.possibly & border.possibly & groups.possibly,
        (*doubts, *onward.open, *border.open, *groups.open),
    )


def _onward(atlas: Atlas, forwarder: Forwarder, subnet: Subnet) -> Exit:
    """Return what the forwarder's own subnet leads out: by its public address, or by a NAT gateway."""
    table = table_of(atlas, subnet)
    if not isinstance(table, Known):
        return unsure(table)
    lanes = lanes_of(atlas, table.value)
    surely, possibly = NO_PACKETS, NO_PACKETS
    why: list[Reason] = [*lanes.open, *(reason for _, reason in lanes.adrift)]
    possibly = EVERY_PACKET if why else possibly
    for leg in legs_of(lanes, PUBLIC_IPV4):
        if leg.lane is None or leg.lane.route is None or not leg.lane.route.active:
            continue
        part = _part(atlas, target_of(atlas, leg.lane.route), forwarder, subnet)
        here = within(leg.addresses)
        surely, possibly = surely | (part.surely & here), possibly | (part.possibly & here)
        why += part.open
    return Exit(surely, possibly, tuple(why))


def _part(atlas: Atlas, target: Target | Reason, forwarder: Forwarder, subnet: Subnet) -> Exit:
    if isinstance(target, Unknown | Unread):
        return unsure(target)
    if isinstance(target, NatGateway):
        return by_nat_gateway(atlas, target, End(EVERY_ADDRESS), subnet)
    if isinstance(target, Gateway) and target.kind is GatewayKind.INTERNET:
        gate = gate_of(atlas, target, subnet, Passing.DIRECT)
        if gate.closed is not None or forwarder.public == Known(value=False):
            return SHUT
        doubts = (*gate.open, *(() if isinstance(forwarder.public, Known) else (forwarder.public,)))
        return unsure(*doubts) if doubts else Exit(EVERY_PACKET, EVERY_PACKET)
    return unsure(Unknown(f"what lies behind {forwarder.fact.origin.name}"))


def _through_groups(atlas: Atlas, forwarder: Forwarder, source: End) -> Exit:
    groups = groups_of(atlas, forwarder)
    if not isinstance(groups, Known):
        return unsure(groups)
    if not groups.value:
        return Exit(EVERY_PACKET, EVERY_PACKET)
    into = _from(filter_of(atlas, groups.value, Direction.INGRESS), source)
    out = _to_anyone(filter_of(atlas, groups.value, Direction.EGRESS))
    return Exit(into.surely & out.surely, into.possibly & out.possibly, (*into.open, *out.open))


def _from(groups: Filter, source: End) -> Exit:
    """Return what groups let in from a source, as packets to any address."""
    surely: list[Box] = []
    possibly: list[Box] = []
    for part in groups.parts:
        member = part.group in source.groups if part.group else None
        met = member if part.group else not part.list_name and part.possibly.addresses.meets(source.addresses)
        if met or (part.group and source.groups_open):
            possibly.append(_anywhere(part.possibly))
        if part.surely and (member or (not part.group and not part.list_name and _some(part.surely, source))):
            surely.append(_anywhere(part.surely))
    most = EVERY_PACKET if groups.open else packets(possibly)
    return Exit(packets(surely), most, groups.open)


def _some(box: Box, source: End) -> bool:
    """Tell whether a rule surely admits a packet: one that may have any address needs one that is admitted."""
    return box.addresses.meets(source.addresses) if source.each else source.addresses <= box.addresses


def _anywhere(box: Box) -> Box:
    return Box(box.protocols, box.ports, EVERY_ADDRESS)


def _to_anyone(groups: Filter) -> Exit:
    plain = [part for part in groups.parts if not part.group and not part.list_name]
    surely = packets(part.surely for part in plain if part.surely)
    most = EVERY_PACKET if groups.open else packets(part.possibly for part in plain)
    return Exit(surely, most, groups.open)


def _border(atlas: Atlas, own: Subnet, source: End, subnet: Subnet | None) -> Exit:
    """Return what the ACL of a forwarder's or NAT gateway's subnet lets in from a source and out again."""
    acl = acl_of(atlas, own)
    if not isinstance(acl, Known):
        return unsure(acl)
    out = acl_filter(atlas, acl.value, Direction.EGRESS)
    if subnet is not None and subnet.id == own.id:
        return Exit(out.surely, out.possibly, out.why)
    into = acl_filter(atlas, acl.value, Direction.INGRESS)
    surely = packets(_anywhere(box) for box in into.surely.boxes if _some(box, source))
    possibly = packets(_anywhere(box) for box in into.possibly.boxes if box.addresses.meets(source.addresses))
    return Exit(surely & out.surely, possibly & out.possibly, (*into.why, *out.why))


def exit_by(atlas: Atlas, fact: NatGateway | NetworkInterface | Instance, source: End, subnet: Subnet | None) -> Exit:
    """Return what gets out by a NAT gateway, or by an instance or interface that forwards."""
    if isinstance(fact, NatGateway):
        return by_nat_gateway(atlas, fact, source, subnet)
    return by_forwarder(atlas, forwarder_of(fact), source, subnet)
