"""Transit gateways: a space each, with a device for every subnet of an attachment and a table for each of those.

https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.routes import Lookup, RouteKind, Way
from sealane.lab.blueprint.spaces import End, Link, Space, SpaceKind
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.interfaces import DEFAULT_IPV4, DEFAULT_IPV6
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.labels import device_for, router_of, table_for
from sealane.lab.survey.land import Land, Plot
from sealane.lab.survey.ports import Port
from sealane.lab.survey.transit_routes import routes_for
from sealane.lab.survey.zones import same_zone
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRouteTable


def space_of_transit(key: str) -> str:
    """Return the name of a transit gateway's space."""
    return f"transit:{key}"


def device_of_attachment(attachment: str, subnet: str) -> str:
    """Return the name of the device of an attachment in a subnet, at both ends of its cable."""
    return device_for(f"attachment:{attachment}:{subnet}")


def attachments(land: Land) -> Iterator[TransitAttachment]:
    """Yield the attachments of VPCs that are drawn."""
    for one in land.world.table(TransitAttachment).values():
        if one.kind is AttachmentKind.VPC and known(one.resource, "") in land.vpcs:
            yield one


def ports(land: Land) -> Iterator[Port]:
    """Yield the devices of attachments in their subnets."""
    for one in attachments(land):
        for subnet in known(one.subnets, ()):
            if subnet in land.plots:
                device = device_of_attachment(one.id, subnet)
                yield Port(vpc=land.plots[subnet].vpc, subnet=subnet, device=device, transit=True)


def device_of_zone(land: Land, gateway: str, vpc: str, plot: Plot) -> tuple[str, tuple[Undrawn, ...]]:
    """Return the device by which packets of a subnet get to a transit gateway, or from there: that in its zone.

    Without an attachment in their zone packets do not get there:
    https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
    """
    for one in attachments(land):
        if known(one.gateway, "") != gateway or known(one.resource, "") != vpc:
            continue
        places = [land.plots[key] for key in known(one.subnets, ()) if key in land.plots]
        for place in places:
            if same_zone(place.subnet, plot.subnet):
                return device_of_attachment(one.id, place.key), ()
        if any(same_zone(place.subnet, plot.subnet) is None for place in places):
            why = "whether it has an attachment in this zone is not in the source"
            return "", (Undrawn(what=f"transit gateway {gateway} from {plot.key}", why=why),)
    return "", ()


def parts(land: Land) -> Iterator[Space | Link | Way | Lookup | Undrawn]:
    """Yield the gateways, their cables to the routers and their tables."""
    for one in land.world.table(TransitAttachment).values():
        yield from unknowns(f"attachment {one.origin.name}", one.gateway, one.resource)
    for table in land.world.table(TransitRouteTable).values():
        yield from unknowns(f"table {table.origin.name}", table.gateway)
    for gateway in land.world.table(TransitGateway).values():
        mine = [one for one in attachments(land) if known(one.gateway, "") == gateway.id]
        if not mine:
            continue
        space = space_of_transit(gateway.id)
        yield Space(name=space, kind=SpaceKind.EDGE, stands_for=gateway.id, forwards=True)
        for one in mine:
            yield from unknowns(f"attachment {one.origin.name}", one.subnets)
            for subnet in known(one.subnets, ()):
                if subnet in land.plots:
                    yield from _cable(land, gateway, one, land.plots[subnet])


def _cable(
    land: Land, gateway: TransitGateway, one: TransitAttachment, plot: Plot
) -> Iterator[Link | Way | Lookup | Undrawn]:
    space, router = space_of_transit(gateway.id), router_of(plot.vpc)
    device = device_of_attachment(one.id, plot.key)
    yield Link(one=End(space=space, device=device), other=End(space=router, device=device))
    # What comes from the gateway is routed by the table of the attachment's subnet:
    # https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html
    yield Lookup(space=router, arriving_on=device, table=table_for(plot.key))
    table = table_for(device)
    yield Lookup(space=space, arriving_on=device, table=table)
    routes, undrawn = routes_for(land, gateway, one.id)
    yield from undrawn
    for default in (DEFAULT_IPV4, DEFAULT_IPV6):
        if default not in routes:
            yield Way(space=space, destination=default, table=table, kind=RouteKind.BLACKHOLE)
    for block, attachment in routes.items():
        towards = _towards(land, attachment, plot)
        if towards:
            yield Way(space=space, destination=block, table=table, device=towards)
            continue
        yield Way(space=space, destination=block, table=table, kind=RouteKind.BLACKHOLE)
        if attachment:
            yield Undrawn(what=f"attachment {attachment}", why="the lab has none but those of VPCs in the source")


def _towards(land: Land, attachment: str, plot: Plot) -> str:
    """Return the device of an attachment: in the zone that the packet came from, if it is there, else in any.

    https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
    """
    found = land.world.table(TransitAttachment).get(attachment)
    places = [land.plots[key] for key in (known(found.subnets, ()) if found else ()) if key in land.plots]
    near = [place for place in places if same_zone(place.subnet, plot.subnet)]
    chosen = next(iter(near or places), None)
    return device_of_attachment(attachment, chosen.key) if chosen else ""
