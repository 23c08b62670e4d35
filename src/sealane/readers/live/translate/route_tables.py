"""`DescribeRouteTables` to a route table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sealane.world.network import Route, RouteTable
from sealane.world.values import Origin

Document = Mapping[str, Any]

_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
_TARGETS = (
    "GatewayId",  # also `local`, and the `vpce-…` of gateway endpoints
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


def route_table(document: Document) -> RouteTable:
    """Return the route table: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html."""
    associations = [item for item in document.get("Associations") or () if _holds(item)]
    return RouteTable(
        id=document["RouteTableId"],
        origin=Origin(document["RouteTableId"]),
        vpc_id=document.get("VpcId") or "",
        main=any(item.get("Main") for item in associations),
        subnet_ids=tuple(item["SubnetId"] for item in associations if item.get("SubnetId")),
        routes=tuple(_route(item) for item in document.get("Routes") or ()),
    )


def _holds(association: Document) -> bool:
    return (association.get("AssociationState") or {}).get("State", "associated") in {"associated", "associating"}


def _route(document: Document) -> Route:
    """Return the route: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html."""
    return Route(
        destination=_first(document, _DESTINATIONS),
        target=_first(document, _TARGETS),
        active=(document.get("State") or "active") == "active",
    )


def _first(document: Document, names: tuple[str, ...]) -> str:
    return next((str(document[name]) for name in names if document.get(name)), "")
