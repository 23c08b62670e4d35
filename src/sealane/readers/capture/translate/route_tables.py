"""`DescribeRouteTables` to route tables."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.route_tables import LOCAL, Route, RouteTable
from sealane.world.values import Known, Unread, Value

_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
_TARGETS = (
    "GatewayId",  # also `local`, and the `vpce-…` of endpoints
    "NatGatewayId",
    "TransitGatewayId",
    "VpcPeeringConnectionId",
    "EgressOnlyInternetGatewayId",
    "NetworkInterfaceId",  # before the instance: a route to an interface of an instance names both
    "InstanceId",
    "LocalGatewayId",
    "CarrierGatewayId",
    "CoreNetworkArn",
    "OdbNetworkArn",
)


def route_tables(shelf: Shelf) -> Iterator[RouteTable]:
    """Yield the tables: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html.

    The routes of gateway endpoints are left out, because the endpoints themselves name their tables; so are local ones.
    """
    gateway_endpoints = frozenset(
        node.text("VpcEndpointId")
        for node in shelf.nodes("ec2:DescribeVpcEndpoints", "VpcEndpoints")
        if node.text("VpcEndpointType", "Gateway") == "Gateway"
    )
    for node in shelf.nodes("ec2:DescribeRouteTables", "RouteTables"):
        key = key_of(node, "RouteTableId")
        associations = tuple(filter(_holds, node.nodes("Associations")))
        routes = (_route(route, key) for route in node.nodes("Routes"))
        left_out = {Known(LOCAL), *map(Known, gateway_endpoints)}
        yield RouteTable(
            id=key,
            origin=origin_of(key, node),
            vpc=Known(key_of(node, "VpcId")),
            main=any(item.flag("Main", default=False) for item in associations),
            subnets=tuple(item.text("SubnetId") for item in associations if item.text("SubnetId")),
            routes=tuple(route for route in routes if route.target not in left_out),
            propagating=Known(tuple(item.text("GatewayId") for item in node.nodes("PropagatingVgws"))),
        )


def _holds(association: Node) -> bool:
    state = association.node("AssociationState").text("State", "associated")
    return state in {"associated", "associating"}


def _route(node: Node, table: str) -> Route:
    """Return the route, which has no id but its table's: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html."""
    return Route(
        origin=origin_of(table, node),
        destination=_first(node, _DESTINATIONS),
        target=_first(node, _TARGETS),
        active=node.text("State", "active") == "active",
        propagated=node.text("Origin") == "EnableVgwRoutePropagation",
    )


def _first(node: Node, names: tuple[str, ...]) -> Value[str]:
    for name in names:
        if node.text(name):
            return Known(node.text(name))
    return Unread("the answer names nothing that sealane knows", "ec2:DescribeRouteTables")
