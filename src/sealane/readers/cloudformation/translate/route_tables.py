"""Route tables with their routes and the subnets that use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, outside, reason_of, unplaced
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.gaps import Gap, Noun
from sealane.world.route_tables import LOCAL, Route, RouteTable
from sealane.world.values import Known, Unknown, Unread, Value

TABLE = "AWS::EC2::RouteTable"
_ROUTE = "AWS::EC2::Route"
_ASSOCIATION = "AWS::EC2::SubnetRouteTableAssociation"
_PROPAGATION = "AWS::EC2::VPNGatewayRoutePropagation"
_TARGETS = (
    *("GatewayId", "NatGatewayId", "InstanceId", "NetworkInterfaceId", "VpcPeeringConnectionId", "TransitGatewayId"),
    *("EgressOnlyInternetGatewayId", "VpcEndpointId", "CarrierGatewayId", "LocalGatewayId", "CoreNetworkArn"),
)
_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock")
_PREFIX_LIST = "DestinationPrefixListId"


@dataclass(slots=True)
class _Parts:
    """What stands outside of a table and belongs to it."""

    routes: list[Route] = field(default_factory=list)
    subnets: list[str] = field(default_factory=list)
    hidden: list[Unknown | Unread] = field(default_factory=list)
    propagating: list[str] = field(default_factory=list)


def route_tables(holdings: Holdings) -> Iterator[Finding]:
    """Yield route tables.

    A table of somebody else that a subnet here is associated with is yielded too, as one whose routes are not read.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-routetable.html
    """
    parts: dict[str, _Parts] = {}
    # A route that nobody can place may be any table's.
    adrift: list[Unknown | Unread] = []
    for kind in (_ROUTE, _ASSOCIATION, _PROPAGATION):
        for resource in (*holdings.of(kind), *holdings.doubtful(kind)):
            found = list(_take(resource, parts, holdings))
            yield from found
            adrift += [one.why for one in found if isinstance(one, Gap) and kind != _ASSOCIATION]
    for resource in holdings.of(TABLE):
        fields = fields_of(resource, holdings)
        part = parts.pop(resource.key, _Parts())
        part.hidden += adrift
        yield _table(resource.key, resource, fields.key("VpcId", VPC), part)
    doubtful = {resource.key for resource in holdings.doubtful(TABLE)}
    for key, part in parts.items():
        if part.subnets and key not in doubtful:
            vpc = _vpc_of(part.subnets[0], holdings)
            part.hidden.append(outside(key))
            yield _table(key, holdings.resources.get(key) or _first(part, holdings), vpc, part)


def _take(resource: Resource, parts: dict[str, _Parts], holdings: Holdings) -> Iterator[Finding]:
    fields = fields_of(resource, holdings)
    tables = (
        fields.keys("RouteTableIds", TABLE)
        if resource.kind == _PROPAGATION
        else _one(fields.key("RouteTableId", TABLE))
    )
    if not isinstance(tables, Known):
        yield unplaced(Noun.ROUTE_TABLES, resource, tables)
        return
    for table in tables.value:
        part = parts.setdefault(table, _Parts())
        if resource.kind == _ROUTE:
            _take_route(resource, part, holdings)
        elif resource.kind == _PROPAGATION:
            gateway = fields.key("VpnGatewayId")
            part.propagating += [gateway.value] if isinstance(gateway, Known) else []
            part.hidden.append(Unknown(f"routes come through {resource.key} when it is deployed"))
        else:
            subnet = fields.key("SubnetId", SUBNET)
            if not isinstance(subnet, Known):
                yield unplaced(Noun.ROUTE_TABLES, resource, subnet)
            elif resource.maybe is not None:
                yield unplaced(Noun.ROUTE_TABLES, resource, reason_of(resource))
            else:
                part.subnets.append(subnet.value)


def _take_route(resource: Resource, part: _Parts, holdings: Holdings) -> None:
    if resource.maybe is not None:
        part.hidden.append(reason_of(resource))
        return
    fields = fields_of(resource, holdings)
    name = next((name for name in _DESTINATIONS if fields.has(name)), "")
    destination = fields.text(name) if name else fields.key(_PREFIX_LIST)
    target = next((fields.key(name) for name in _TARGETS if fields.has(name)), Unknown("the route names no target"))
    if fields.opaque is not None and destination == Known(""):
        destination = Unknown(fields.opaque.reason)
    if target != Known(LOCAL):
        part.routes.append(Route(origin=resource.origin, destination=destination, target=target))


def _one(key: Value[str]) -> Value[tuple[str, ...]]:
    return Known((key.value,)) if isinstance(key, Known) else key


def _table(key: str, resource: Resource, vpc: Value[str], part: _Parts) -> RouteTable:
    return RouteTable(
        id=key,
        origin=resource.origin,
        vpc=vpc,
        subnets=tuple(part.subnets),
        routes=tuple(part.routes),
        hidden=tuple(part.hidden),
        propagating=Known(tuple(part.propagating)),
    )


def _vpc_of(subnet: str, holdings: Holdings) -> Value[str]:
    resource = holdings.resources.get(subnet)
    return outside(subnet) if resource is None else fields_of(resource, holdings).key("VpcId", VPC)


def _first(part: _Parts, holdings: Holdings) -> Resource:
    """Return the association that names a table which the template does not make, for its place."""
    for resource in holdings.of(_ASSOCIATION):
        if fields_of(resource, holdings).key("SubnetId", SUBNET) == Known(part.subnets[0]):
            return resource
    return next(holdings.of(_ASSOCIATION))
