"""Packets over a transit gateway to the internet by another VPC's NAT gateway, and their answers back.

The ACL of the attachment's subnet looks at what comes from the task and at what comes back for it; the attachment's
own subnet in the other VPC decides by its table where packets go from there.
https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html
https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.reachability.acl_entries import acl_filter
from sealane.reachability.atlas import Atlas
from sealane.reachability.between import leads_aside
from sealane.reachability.blocks.ways import Obstruction
from sealane.reachability.network_acls import acl_of
from sealane.reachability.outcome import Reason
from sealane.reachability.routes import lanes_of, legs_of, table_of
from sealane.reachability.targets import Target, target_of
from sealane.reachability.transit_gateways import attachment_of, onward_from, same_zone, taken_over
from sealane.records import dataclass
from sealane.world.address_sets import EVERY_IPV4, EVERY_PORT, EVERY_PROTOCOL, Intervals
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.packet_sets import Box, Packets
from sealane.world.route_tables import Route
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.transit import TransitAttachment, TransitGateway
from sealane.world.values import Known, Unknown, Unread


@dataclass(frozen=True, slots=True)
class Beyond:
    """Where packets come to behind a transit gateway: the subnet of the other VPC, and what its route leads to there.

    `closed` is what surely stops them, `open` why nobody can say; without either, `target` is known.
    """

    subnet: Subnet | None = None
    route: Route | None = None
    target: Target | None = None
    closed: Obstruction | None = None
    open: tuple[Reason, ...] = ()


def beyond(atlas: Atlas, gateway: TransitGateway, subnet: Subnet, addresses: Intervals) -> tuple[Beyond, ...]:
    """Return where packets of a subnet come to in the VPC that a transit gateway takes them to, one for each subnet."""
    over = taken_over(atlas, gateway, subnet, addresses)
    if over.closed is not None or over.open or over.attachment is None:
        return (Beyond(closed=over.closed, open=over.open),)
    return tuple(_from_subnets(atlas, over.attachment, subnet, addresses))


def _from_subnets(
    atlas: Atlas, attachment: TransitAttachment, source: Subnet, addresses: Intervals
) -> Iterator[Beyond]:
    """Yield what becomes of packets in each subnet of an attachment; a transit gateway prefers the sender's zone.

    https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
    """
    if not isinstance(attachment.subnets, Known):
        yield Beyond(open=(attachment.subnets,))
        return
    subnets = [atlas.find(Subnet, Known(key)) for key in attachment.subnets.value]
    known = [subnet.value for subnet in subnets if isinstance(subnet, Known)]
    same = [subnet for subnet in known if same_zone(source, subnet) == Known(value=True)]
    for subnet in same or known:
        yield _from_subnet(atlas, subnet, addresses)
    if not known:
        yield Beyond(open=(Unread(f"the subnets of {attachment.origin.name} are not in {atlas.world.source.name}"),))


def _from_subnet(atlas: Atlas, subnet: Subnet, addresses: Intervals) -> Beyond:
    table = table_of(atlas, subnet)
    if not isinstance(table, Known):
        return Beyond(subnet, open=(table,))
    lanes = lanes_of(atlas, table.value)
    doubts = (*lanes.open, *(why for _, why in lanes.adrift))
    legs = [leg for leg in legs_of(lanes, addresses) if leg.lane is None or not (leg.lane.local or leg.lane.endpoint)]
    routes = {leg.lane.route if leg.lane else None for leg in legs}
    if doubts or len(routes) > 1:
        return Beyond(subnet, open=doubts or (Unknown(f"which route of {table.value.origin.name} is taken"),))
    route = next(iter(routes), None)
    if route is None:
        return Beyond(subnet, closed=Obstruction.NO_ROUTE)
    if not route.active:
        return Beyond(subnet, route, closed=Obstruction.BLACKHOLE)
    target = target_of(atlas, route)
    if isinstance(target, Unknown | Unread):
        return Beyond(subnet, route, open=(target,))
    return Beyond(subnet, route, target)


def by_another(target: Target | None) -> tuple[Reason, ...]:
    """Return a doubt for answers that leave by another connection than the questions came by, which may lead back."""
    if isinstance(target, TransitGateway | PeeringConnection | Instance | NetworkInterface | Endpoint):
        return (Unknown(f"whether answers get back by {target.origin.name}"),)
    return ()


def comes_back(
    atlas: Atlas, gateway: TransitGateway, subnet: Subnet, target: Subnet, addresses: Intervals
) -> tuple[Obstruction | None, tuple[Reason, ...]]:
    """Return whether answers from a subnet come back over a transit gateway to addresses of another VPC."""
    table = table_of(atlas, subnet)
    if not isinstance(table, Known):
        return None, (table,)
    lanes = lanes_of(atlas, table.value)
    doubts = (*lanes.open, *(why for _, why in lanes.adrift))
    for leg in legs_of(lanes, addresses):
        back = target_of(atlas, leg.lane.route) if leg.lane and leg.lane.route and leg.lane.route.active else None
        if isinstance(back, Unknown | Unread):
            return None, (back,)
        if not isinstance(back, TransitGateway) or back.id != gateway.id:
            doubts = (*doubts, *by_another(back))
            return (None, doubts) if doubts else (Obstruction.NO_WAY_BACK, ())
    mine = attachment_of(atlas, gateway, subnet.vpc)
    if mine is None:
        return Obstruction.NO_WAY_BACK, ()
    if not isinstance(mine, Known):
        return None, (mine,)
    onward = onward_from(atlas, gateway, mine.value, addresses)
    if onward.open:
        return None, (*doubts, *onward.open)
    theirs = onward.attachment.resource if onward.attachment else None
    arrives = theirs is not None and theirs == target.vpc
    return (None if arrives else Obstruction.NO_WAY_BACK), doubts


def unguarded(atlas: Atlas, gateway: TransitGateway, ends: tuple[Subnet, ...]) -> tuple[Reason, ...]:
    """Return a doubt for each subnet of the attachments on a way whose ACL or table does not let everything pass.

    AWS judges packets there by rules of their own, depending on whether the sender shares the subnet.
    """
    doubts: list[Reason] = []
    for end in ends:
        mine = attachment_of(atlas, gateway, end.vpc)
        subnets = mine.value.subnets if isinstance(mine, Known) else Known(())
        for key in subnets.value if isinstance(subnets, Known) else ():
            subnet = atlas.find(Subnet, Known(key))
            if isinstance(subnet, Known) and _guarded(atlas, subnet.value):
                doubts.append(Unknown(f"what the network ACL of {key} makes of packets of {gateway.origin.name}"))
            if isinstance(subnet, Known) and leads_aside(atlas, subnet.value):
                doubts.append(Unknown(f"where {key} leads what {gateway.origin.name} brings"))
    return tuple(dict.fromkeys(doubts))


def _guarded(atlas: Atlas, subnet: Subnet) -> bool:
    acl = acl_of(atlas, subnet)
    if not isinstance(acl, Known):
        return True
    wanted = Packets((Box(EVERY_PROTOCOL, EVERY_PORT, EVERY_IPV4),))
    return not all(wanted <= acl_filter(atlas, acl.value, direction).surely for direction in Direction)
