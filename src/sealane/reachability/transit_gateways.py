"""Transit gateways: from one VPC's attachment by the table that it is associated with to another attachment.

https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.ways import Obstruction
from sealane.reachability.indexes import ANY, attachments_by_resource, transit_tables_by_attachment
from sealane.reachability.outcome import Outcome, Reason, doubted
from sealane.reachability.places import blocks_of_vpc, vpc_addresses
from sealane.records import dataclass
from sealane.world.address_sets import Intervals, block, unreadable
from sealane.world.gaps import Noun
from sealane.world.prefix_lists import PrefixList
from sealane.world.subnets import Subnet
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRoute, TransitRouteTable
from sealane.world.values import Known, Unknown, Unread, Value

_STATIC, _PROPAGATED = range(2)


@dataclass(frozen=True, slots=True)
class Over:
    """Where a transit gateway takes packets: to an attachment, nowhere for certain, or nobody can say."""

    attachment: TransitAttachment | None = None
    closed: Obstruction | None = None
    open: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lane:
    length: int
    rank: int
    addresses: Intervals
    attachment: Value[str]
    blackhole: bool = False


def taken_over(atlas: Atlas, gateway: TransitGateway, subnet: Subnet, addresses: Intervals) -> Over:
    """Return where a transit gateway takes packets of a subnet to some addresses, if all go one way."""
    question = ("over", gateway.id, subnet.id, addresses)
    return atlas.answer(question, lambda: _over(atlas, gateway, subnet, addresses))


def attachment_of(atlas: Atlas, gateway: TransitGateway, vpc: Value[str]) -> Value[TransitAttachment] | None:
    """Return the attachment of a VPC to a transit gateway; `None` when there surely is none."""
    if not isinstance(vpc, Known):
        return vpc
    kinds = (TransitAttachment,)
    names = (*atlas.named(attachments_by_resource, kinds, vpc.value), *atlas.named(attachments_by_resource, kinds, ANY))
    for key in names:
        found = atlas.fact(TransitAttachment, key)
        if found is None or (isinstance(found.gateway, Known) and found.gateway.value != gateway.id):
            continue
        if not isinstance(found.gateway, Known):
            return found.gateway
        return Known(found) if isinstance(found.resource, Known) else found.resource
    return atlas.gap(Noun.TRANSIT_GATEWAYS, vpc.value)


def unseen_from(atlas: Atlas, gateway: TransitGateway, subnet: Subnet, outcome: Outcome) -> Outcome:
    """Return what a subnet's ACL makes of packets from a transit gateway: nothing where an attachment is beside them.

    https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
    """
    mine = attachment_of(atlas, gateway, subnet.vpc)
    subnets = mine.value.subnets if isinstance(mine, Known) else mine
    beside = isinstance(subnets, Known) and subnet.id in subnets.value
    if not outcome.blocks or not beside:
        return outcome
    return doubted(outcome, Unknown(f"what the network ACL of {subnet.id} makes of packets of {gateway.origin.name}"))


def _over(atlas: Atlas, gateway: TransitGateway, subnet: Subnet, addresses: Intervals) -> Over:
    gateway, subnet = atlas.fact(TransitGateway, gateway.id) or gateway, atlas.fact(Subnet, subnet.id) or subnet
    mine = attachment_of(atlas, gateway, subnet.vpc)
    if mine is None:
        return Over(closed=Obstruction.NO_ATTACHMENT)
    if not isinstance(mine, Known):
        return Over(open=(mine,))
    in_zone = _in_zone(atlas, mine.value, subnet)
    if isinstance(in_zone, Known) and not in_zone.value:
        return Over(closed=Obstruction.NO_ATTACHMENT)
    why: tuple[Reason, ...] = () if isinstance(in_zone, Known) else (in_zone,)
    onward = onward_from(atlas, gateway, mine.value, addresses)
    return Over(onward.attachment, onward.closed if not why else None, (*why, *onward.open))


def _in_zone(atlas: Atlas, attachment: TransitAttachment, subnet: Subnet) -> Value[bool]:
    """Tell whether the attachment has a subnet in the zone of another one, without which no packet gets there.

    https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
    """
    if not isinstance(attachment.subnets, Known):
        return attachment.subnets
    if subnet.id in attachment.subnets.value or not attachment.subnets.value:
        return Known(value=True)
    unknown: Reason | None = None
    for key in attachment.subnets.value:
        other = atlas.find(Subnet, Known(key))
        same = same_zone(subnet, other.value) if isinstance(other, Known) else other
        if same == Known(value=True):
            return same
        unknown = same if not isinstance(same, Known) else unknown
    return unknown or Known(value=False)


def same_zone(one: Subnet, other: Subnet) -> Value[bool]:
    """Tell whether two subnets are in one zone: by its id, else by its name within one account."""
    for mine, theirs in ((one.zone_id, other.zone_id), (one.zone_name, other.zone_name)):
        if isinstance(mine, Known) and isinstance(theirs, Known) and mine.value and theirs.value:
            return Known(mine.value == theirs.value)
    return Unknown(f"whether {one.id} and {other.id} are in one zone")


def onward_from(atlas: Atlas, gateway: TransitGateway, mine: TransitAttachment, addresses: Intervals) -> Over:
    """Return where packets go that arrive over an attachment, by the table that it is associated with."""
    table = _table_of(atlas, gateway, mine)
    if table is None:
        return Over(closed=Obstruction.NO_ROUTE)
    if not isinstance(table, Known):
        return Over(open=(table,))
    lanes, why = _lanes(atlas, table.value)
    if why:
        return Over(open=why)
    found = {(lane.attachment, lane.blackhole) if lane else (None, False) for lane in _taken(lanes, addresses)}
    if len(found) != 1:
        return Over(open=(Unknown(f"which attachment of {gateway.origin.name} the packets that are meant take"),))
    ((key, blackhole),) = found
    if blackhole:
        return Over(closed=Obstruction.BLACKHOLE)
    if key is None:
        return Over(closed=Obstruction.NO_ROUTE)
    attachment = atlas.find(TransitAttachment, key)
    if not isinstance(attachment, Known):
        return Over(open=(attachment,))
    if attachment.value.kind is not AttachmentKind.VPC:
        return Over(open=(Unknown(f"what lies behind {attachment.value.origin.name}"),))
    return Over(attachment.value)


def _table_of(atlas: Atlas, gateway: TransitGateway, mine: TransitAttachment) -> Value[TransitRouteTable] | None:
    named = atlas.named(transit_tables_by_attachment, (TransitRouteTable,), mine.id)
    if named:
        return atlas.find(TransitRouteTable, Known(named[0]))
    default = gateway.association_table
    if default == Known(""):
        return _unsaid(atlas, gateway, mine)
    found = atlas.find(TransitRouteTable, default)
    if isinstance(found, Known) and found.value.associations:
        # The table says who uses it, and that may be all of them.
        return Unknown(f"whether {mine.origin.name} is associated with {found.value.origin.name}")
    return found


def _unsaid(atlas: Atlas, gateway: TransitGateway, mine: TransitAttachment) -> Reason | None:
    """Return why an attachment may have a table that does not name it; `None` when it surely has none."""
    for table in atlas.facts(TransitRouteTable).values():
        if table.hidden and (table.gateway == Known(gateway.id) or not isinstance(table.gateway, Known)):
            return table.hidden[0]
    return atlas.gap(Noun.TRANSIT_GATEWAYS, mine.resource.value if isinstance(mine.resource, Known) else "")


def _taken(lanes: list[_Lane], addresses: Intervals) -> Iterator[_Lane | None]:
    """Yield the lanes that some addresses take, `None` for those that none has."""
    rest = addresses
    for lane in sorted(lanes, key=lambda one: (-one.length, one.rank)):
        if rest.meets(lane.addresses):
            yield lane
            rest -= lane.addresses
    if rest:
        yield None


def _lanes(atlas: Atlas, table: TransitRouteTable) -> tuple[list[_Lane], tuple[Reason, ...]]:
    """Return the routes of a table, those that attachments propagate included, and why there may be others."""
    lanes: list[_Lane] = []
    why: list[Reason] = list(table.hidden)
    for route in table.routes:
        blocks = _blocks_of(atlas, route.destination)
        if isinstance(blocks, Known):
            lanes += _of_route(route, blocks.value)
        else:
            why.append(blocks)
    for key in table.propagations:
        attachment = atlas.find(TransitAttachment, Known(key))
        if not isinstance(attachment, Known):
            why.append(attachment)
            continue
        if attachment.value.kind is not AttachmentKind.VPC:
            why.append(Unknown(f"which routes {attachment.value.origin.name} propagates"))
            continue
        own = vpc_addresses(atlas, attachment.value.resource)
        if not isinstance(own, Known):
            why.append(own)
        read = (block(cidr) for cidr in blocks_of_vpc(atlas, attachment.value.resource))
        lanes += [_Lane(found.length, _PROPAGATED, found.addresses, Known(key)) for found in read if found]
    return lanes, tuple(why)


def _blocks_of(atlas: Atlas, destination: Value[str]) -> Value[tuple[str, ...]]:
    """Return the blocks of a route's destination, which may be a prefix list.

    https://docs.aws.amazon.com/vpc/latest/tgw/tgw-prefix-lists.html
    """
    if not isinstance(destination, Known) or block(destination.value) is not None:
        return Known((destination.value,)) if isinstance(destination, Known) else destination
    listed = atlas.find(PrefixList, destination)
    cidrs = listed.value.cidrs if isinstance(listed, Known) else listed
    odd = unreadable(cidrs.value) if isinstance(cidrs, Known) else None
    return cidrs if odd is None else Unread(f"{odd!r} in {destination.value} is not a CIDR block")


def _of_route(route: TransitRoute, blocks: tuple[str, ...]) -> list[_Lane]:
    rank = _PROPAGATED if route.propagated else _STATIC
    read = (found for one in blocks if (found := block(one)) is not None)
    return [_Lane(found.length, rank, found.addresses, route.attachment, route.blackhole) for found in read]
