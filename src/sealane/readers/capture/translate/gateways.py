"""Internet, egress-only, carrier and virtual private gateways, NAT gateways and peering connections, to facts."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.values import Known, Unread, Value

_ATTACHED = frozenset({"available", "attached", "attaching"})
_WITH_ATTACHMENTS = (
    ("ec2:DescribeInternetGateways", "InternetGateways", "InternetGatewayId", "Attachments", GatewayKind.INTERNET),
    (
        "ec2:DescribeEgressOnlyInternetGateways",
        "EgressOnlyInternetGateways",
        "EgressOnlyInternetGatewayId",
        "Attachments",
        GatewayKind.EGRESS_ONLY,
    ),
    ("ec2:DescribeVpnGateways", "VpnGateways", "VpnGatewayId", "VpcAttachments", GatewayKind.VPN),
)


def gateways(shelf: Shelf) -> Iterator[Gateway]:
    """Yield the gateways with the VPCs they are attached to.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InternetGateway.html
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EgressOnlyInternetGateway.html
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnGateway.html
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CarrierGateway.html
    """
    for call, name, identifier, attachments, kind in _WITH_ATTACHMENTS:
        for node in shelf.nodes(call, name):
            key = key_of(node, identifier)
            vpcs = tuple(key_of(item, "VpcId") for item in node.nodes(attachments) if item.text("State") in _ATTACHED)
            yield Gateway(id=key, origin=origin_of(key, node), kind=kind, vpcs=Known(vpcs))
    for node in shelf.nodes("ec2:DescribeCarrierGateways", "CarrierGateways"):
        key = key_of(node, "CarrierGatewayId")
        vpcs = (node.text("VpcId"),) if node.text("VpcId") else ()
        yield Gateway(id=key, origin=origin_of(key, node), kind=GatewayKind.CARRIER, vpcs=Known(vpcs))


def nat_gateways(shelf: Shelf) -> Iterator[NatGateway]:
    """Yield the NAT gateways: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html."""
    for node in shelf.nodes("ec2:DescribeNatGateways", "NatGateways"):
        key = key_of(node, "NatGatewayId")
        yield NatGateway(
            id=key,
            origin=origin_of(key, node),
            # A regional NAT gateway lies in no subnet.
            subnet=Known(node.text("SubnetId")),
            public=Known(node.text("ConnectivityType", "public") == "public"),
            state=_text(node, "State"),
            vpc=Known(node.text("VpcId")),
        )


def peering_connections(shelf: Shelf) -> Iterator[PeeringConnection]:
    """Yield the connections: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcPeeringConnection.html."""
    for node in shelf.nodes("ec2:DescribeVpcPeeringConnections", "VpcPeeringConnections"):
        key = key_of(node, "VpcPeeringConnectionId")
        yield PeeringConnection(
            id=key,
            origin=origin_of(key, node),
            requester=_text(node.node("RequesterVpcInfo"), "VpcId"),
            accepter=_text(node.node("AccepterVpcInfo"), "VpcId"),
            status=_text(node.node("Status"), "Code"),
        )


def _text(node: Node, name: str) -> Value[str]:
    found = node.text(name)
    return Known(found) if found else Unread(f"`{node.at(name)}` is not in the answer")
