"""Internet, egress-only, virtual private and carrier gateways, NAT gateways, peering connections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import INTERNET, PEERING, SUBNET, VPC, VPN, Kind
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.values import Known, Unknown, Value

_REQUESTED: Final = Kind("peering", ("aws_vpc_peering_connection",), frozenset({"id"}), ("id",))
_ATTACHED: Final = (
    ("aws_internet_gateway", GatewayKind.INTERNET, "aws_internet_gateway_attachment", "internet_gateway_id", INTERNET),
    ("aws_vpn_gateway", GatewayKind.VPN, "aws_vpn_gateway_attachment", "vpn_gateway_id", VPN),
)
_FIXED: Final = (
    ("aws_egress_only_internet_gateway", GatewayKind.EGRESS_ONLY),
    ("aws_ec2_carrier_gateway", GatewayKind.CARRIER),
)


def translate(estate: Estate) -> Iterator[Gateway | NatGateway | PeeringConnection]:
    """Yield every gateway and peering connection."""
    for kind, what, attachment, name, refers in _ATTACHED:
        attachments = children(estate, (attachment,), name, refers)
        for resource in _facts(estate, kind):
            vpcs = _vpcs(estate, resource, attachments)
            yield Gateway(id=resource.address, origin=estate.origin(resource), kind=what, vpcs=vpcs)
    for kind, what in _FIXED:
        for resource in _facts(estate, kind):
            vpcs = _vpcs(estate, resource, Children())
            yield Gateway(id=resource.address, origin=estate.origin(resource), kind=what, vpcs=vpcs)
    for resource in _facts(estate, "aws_ec2_local_gateway"):
        yield Gateway(id=resource.address, origin=estate.origin(resource), kind=GatewayKind.LOCAL, vpcs=Known(()))
    for resource in _facts(estate, "aws_nat_gateway"):
        yield _nat(estate, resource)
    accepters = children(estate, ("aws_vpc_peering_connection_accepter",), "vpc_peering_connection_id", PEERING)
    for resource in _facts(estate, *PEERING.types):
        if resource.home.type == PEERING.types[0] or _is_foreign(estate, resource):
            yield _peering(estate, resource, accepters)


def _facts(estate: Estate, *types: str) -> Iterator[Resource]:
    return (resource for resource in estate.of(*types) if estate.key_of(resource) == resource.address)


def _vpcs(estate: Estate, resource: Resource, attachments: Children) -> Value[tuple[str, ...]]:
    """Return the VPCs that a gateway is attached to; one without any is attached to none."""
    found: dict[str, None] = {}
    attached = resource.blocks("attachments") if resource.home.data else ()
    keys: list[Value[str]] = [estate.key(resource, "vpc_id", VPC)]
    keys += [attached] if isinstance(attached, Unknown) else [estate.key(part, "vpc_id", VPC) for part in attached]
    keys += [estate.key(one, "vpc_id", VPC) for one in attachments.of(resource.address)]
    for key in keys:
        if not isinstance(key, Known):
            return key
        if key.value:
            found[key.value] = None
    return attachments.strays[0] if attachments.strays else Known(tuple(found))


def _nat(estate: Estate, resource: Resource) -> NatGateway:
    kind = resource.text("connectivity_type", "public")
    subnet = estate.key(resource, "subnet_id", SUBNET)
    regional = resource.literal("availability_mode") == "regional"
    return NatGateway(
        id=resource.address,
        origin=estate.origin(resource),
        subnet=Known("") if regional else subnet,
        public=Known(kind.value != "private") if isinstance(kind, Known) else kind,
        state=_state(resource),
        vpc=estate.key(resource, "vpc_id", VPC) if regional else Known(""),
    )


def _state(resource: Resource) -> Value[str]:
    return Known(resource.literal("state") or "available")


def _is_foreign(estate: Estate, accepter: Resource) -> bool:
    """Tell whether an accepter stands for a connection that the source does not request."""
    key = estate.key(accepter, "vpc_peering_connection_id", _REQUESTED)
    return not isinstance(key, Known) or not key.value.startswith(("aws_", "module.", "data."))


def _peering(estate: Estate, resource: Resource, accepters: Children) -> PeeringConnection:
    status = resource.literal("accept_status") or resource.literal("status")
    requester, accepter = estate.key(resource, "vpc_id", VPC), estate.key(resource, "peer_vpc_id", VPC)
    if resource.home.type == PEERING.types[1]:
        requester, accepter = accepter, requester
    if not status:
        status = "active" if _accepted(resource, accepters) else "pending-acceptance"
    return PeeringConnection(
        id=resource.address,
        origin=estate.origin(resource),
        requester=requester,
        accepter=accepter,
        status=Known(status) if status != "pending-acceptance" or resource.literal("id") else _pending(resource),
    )


def _accepted(resource: Resource, accepters: Children) -> bool:
    return resource.values.get("auto_accept") is True or any(
        one.values.get("auto_accept") is True for one in accepters.of(resource.address)
    )


def _pending(resource: Resource) -> Unknown:
    return Unknown(f"{resource.address}: whether its other side accepts it is not in the source")
