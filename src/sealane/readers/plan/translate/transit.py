"""Transit gateways with their attachments and route tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import ATTACHMENT, SUBNET, TRANSIT, TRANSIT_TABLE, VPC, Kind
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.world.transit import (
    AttachmentKind,
    TransitAttachment,
    TransitGateway,
    TransitRoute,
    TransitRouteTable,
)
from sealane.world.values import Known, Unknown, Unread, Value

_TABLE: Final = "transit_gateway_route_table_id"
_PREFIX: Final = ("aws_ec2_transit_gateway_prefix_list_reference",)
_VPN: Final = Kind("vpn-connection", ("aws_vpn_connection",), frozenset({"id"}))
_OTHERS: Final = (
    ("aws_ec2_transit_gateway_peering_attachment", AttachmentKind.PEERING, "peer_transit_gateway_id", TRANSIT),
    ("aws_ec2_transit_gateway_connect", AttachmentKind.CONNECT, "transport_attachment_id", ATTACHMENT),
    ("aws_vpn_connection", AttachmentKind.VPN, "id", _VPN),
)


def translate(estate: Estate) -> Iterator[TransitGateway | TransitAttachment | TransitRouteTable]:
    """Yield the transit gateways, attachments and tables."""
    for resource in estate.of("aws_ec2_transit_gateway"):
        if estate.key_of(resource) == resource.address:
            yield from _gateway(estate, resource)
    yield from _attachments(estate)
    yield from _tables(estate)


def _gateway(estate: Estate, resource: Resource) -> Iterator[TransitGateway | TransitRouteTable]:
    """Yield a gateway, with its default table unless it has none.

    https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
    """
    tables: dict[str, Value[str]] = {}
    for name, attribute in (
        ("default_route_table_association", "association_default_route_table_id"),
        ("default_route_table_propagation", "propagation_default_route_table_id"),
    ):
        setting = resource.text(name, "enable")
        if not isinstance(setting, Known):
            tables[name] = setting
        elif setting.value == "disable":
            tables[name] = Known("")
        else:
            literal = estate.key_of_literal(resource.literal(attribute), TRANSIT_TABLE)
            tables[name] = Known(literal or _default_key(resource))
    yield TransitGateway(
        id=resource.address,
        origin=estate.origin(resource),
        association_table=tables["default_route_table_association"],
        propagation_table=tables["default_route_table_propagation"],
    )
    if Known(_default_key(resource)) in tables.values():
        yield _default_table(estate, resource, tables)


def _default_key(resource: Resource) -> str:
    return f"{resource.address}#default-route-table"


def _default_table(estate: Estate, gateway: Resource, tables: Mapping[str, Value[str]]) -> TransitRouteTable:
    """Return the table that attachments use unless they say otherwise."""
    key = _default_key(gateway)
    attachments = children(estate, ("aws_ec2_transit_gateway_vpc_attachment",), "transit_gateway_id", TRANSIT)
    hidden: list[Unknown | Unread] = [*attachments.hidden(gateway.address)]
    found: dict[str, tuple[str, ...]] = {}
    for name, table in tables.items():
        if not isinstance(table, Known):
            hidden.append(table)
        uses = {
            one.address: one.flag(f"transit_gateway_{name}", default=True) for one in attachments.of(gateway.address)
        }
        hidden += [use for use in uses.values() if not isinstance(use, Known)]
        using = (address for address, use in uses.items() if isinstance(use, Known) and use.value)
        found[name] = tuple(using) if table == Known(key) else ()
    return TransitRouteTable(
        id=key,
        origin=estate.origin(gateway),
        gateway=Known(gateway.address),
        associations=found["default_route_table_association"],
        propagations=found["default_route_table_propagation"],
        hidden=tuple(hidden),
    )


def _attachments(estate: Estate) -> Iterator[TransitAttachment]:
    for resource in estate.of("aws_ec2_transit_gateway_vpc_attachment"):
        if estate.key_of(resource) == resource.address:
            yield TransitAttachment(
                id=resource.address,
                origin=estate.origin(resource),
                gateway=estate.key(resource, "transit_gateway_id", TRANSIT),
                kind=AttachmentKind.VPC,
                resource=estate.key(resource, "vpc_id", VPC),
                subnets=estate.keys(resource, "subnet_ids", SUBNET),
                appliance_mode=_appliance(resource),
            )
    for kind, what, attribute, refers in _OTHERS:
        for resource in estate.managed(kind):
            gateway = estate.key(resource, "transit_gateway_id", TRANSIT)
            if kind == "aws_vpn_connection" and gateway == Known(""):
                continue
            to = Known(resource.address) if attribute == "id" else estate.key(resource, attribute, refers)
            yield TransitAttachment(
                id=resource.address, origin=estate.origin(resource), gateway=gateway, kind=what, resource=to
            )


def _appliance(resource: Resource) -> Value[bool]:
    mode = resource.text("appliance_mode_support", "disable")
    return Known(mode.value == "enable") if isinstance(mode, Known) else mode


def _tables(estate: Estate) -> Iterator[TransitRouteTable]:
    associations = children(estate, ("aws_ec2_transit_gateway_route_table_association",), _TABLE, TRANSIT_TABLE)
    propagations = children(estate, ("aws_ec2_transit_gateway_route_table_propagation",), _TABLE, TRANSIT_TABLE)
    routes = children(estate, ("aws_ec2_transit_gateway_route",), _TABLE, TRANSIT_TABLE)
    lists = children(estate, _PREFIX, _TABLE, TRANSIT_TABLE)
    for resource in estate.of("aws_ec2_transit_gateway_route_table"):
        key = estate.key_of(resource)
        if key != resource.address:
            continue
        hidden: list[Unknown | Unread] = []
        for child in (associations, propagations, routes, lists):
            hidden += child.hidden(key)
        hidden += [Unread(f"the blocks of {one.address} are not followed") for one in lists.of(key)]
        if resource.home.data:
            hidden.append(Unread(f"the routes of {key} are not in the source", "ec2:SearchTransitGatewayRoutes"))
        associated, more = _attached(estate, associations, key)
        propagated, yet_more = _attached(estate, propagations, key)
        yield TransitRouteTable(
            id=key,
            origin=estate.origin(resource),
            gateway=estate.key(resource, "transit_gateway_id", TRANSIT),
            associations=associated,
            propagations=propagated,
            routes=tuple(_route(estate, route) for route in routes.of(key)),
            hidden=(*hidden, *more, *yet_more),
        )


def _attached(estate: Estate, said: Children, key: str) -> tuple[tuple[str, ...], list[Unknown | Unread]]:
    found = [estate.key(one, "transit_gateway_attachment_id", ATTACHMENT) for one in said.of(key)]
    known = tuple(one.value for one in found if isinstance(one, Known))
    return known, [one for one in found if not isinstance(one, Known)]


def _route(estate: Estate, resource: Resource) -> TransitRoute:
    blackhole = resource.flag("blackhole")
    attachment = estate.key(resource, "transit_gateway_attachment_id", ATTACHMENT)
    return TransitRoute(
        origin=estate.origin(resource),
        destination=resource.text("destination_cidr_block"),
        attachment=attachment if isinstance(blackhole, Known) else blackhole,
        blackhole=blackhole == Known(True),  # noqa: FBT003 - a value
    )
