"""`DescribeVpcEndpoints` to endpoints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.readers.capture.translate.shelf import Shelf, document_of, key_of, origin_of, switch_of
from sealane.readers.json_node import Node
from sealane.world.endpoints import OPEN_POLICY, Endpoint, EndpointKind
from sealane.world.values import Known

_OTHER_SERVICES = ".vpce."
_OWN_NAMES = "vpce-"


def endpoints(shelf: Shelf) -> Iterator[Endpoint]:
    """Yield the endpoints: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html."""
    interfaces = {
        node.text("NetworkInterfaceId"): node
        for node in shelf.nodes("ec2:DescribeNetworkInterfaces", "NetworkInterfaces")
    }
    for node in shelf.nodes("ec2:DescribeVpcEndpoints", "VpcEndpoints"):
        # AWS writes `available` and `Available`, by the type of the endpoint.
        state = node.text("State", "available").lower()
        if state == "deleted":
            continue
        yield _endpoint(node, state, interfaces)


def _endpoint(node: Node, state: str, interfaces: Mapping[str, Node]) -> Endpoint:
    key = key_of(node, "VpcEndpointId")
    return Endpoint(
        id=key,
        origin=origin_of(key, node),
        vpc=Known(key_of(node, "VpcId")),
        service_name=Known(node.text("ServiceName")),
        kind=_kind(node),
        state=Known(state),
        service_region=Known(_other_region(node)),
        private_dns=switch_of(node, "PrivateDnsEnabled"),
        private_dns_for_inbound_only=switch_of(node.node("DnsOptions"), "PrivateDnsOnlyForInboundResolverEndpoint"),
        private_names=_private_names(node),
        subnets=Known(node.texts("SubnetIds")),
        addresses=_addresses(node, interfaces),
        route_tables=Known(node.texts("RouteTableIds")),
        security_groups=Known(tuple(key_of(group, "GroupId") for group in node.nodes("Groups"))),
        policy=Known(document_of(node, "PolicyDocument") or OPEN_POLICY),
    )


def _kind(node: Node) -> EndpointKind:
    written = node.text("VpcEndpointType", EndpointKind.GATEWAY)
    if written in set(EndpointKind):
        return EndpointKind(written)
    raise node.problem(
        code="endpoint-type-unknown",
        what=f"`{node.at('VpcEndpointType')}` is {written}, which sealane does not know",
        hint="a newer sealane may know it: `pip install -U sealane`",
    )


def _other_region(node: Node) -> str:
    region = node.text("ServiceRegion")
    return "" if not region or f".{region}." in node.text("ServiceName") else region


def _private_names(node: Node) -> tuple[str, ...]:
    # Those of AWS's services follow from the service; those of a customer's are written nowhere else.
    if _OTHER_SERVICES not in node.text("ServiceName") or not node.flag("PrivateDnsEnabled", default=False):
        return ()
    names = (entry.text("DnsName") for entry in node.nodes("DnsEntries"))
    return tuple(name for name in names if name and not name.lstrip("*.").startswith(_OWN_NAMES))


def _addresses(node: Node, interfaces: Mapping[str, Node]) -> tuple[tuple[str, str], ...]:
    found = (interfaces[name] for name in node.texts("NetworkInterfaceIds") if name in interfaces)
    return tuple(
        (interface.text("SubnetId"), interface.text("PrivateIpAddress"))
        for interface in found
        if interface.text("SubnetId") and interface.text("PrivateIpAddress")
    )
