"""Endpoints in other VPCs that could be meant for a task: in a connected VPC, or in one in which nothing runs."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.indexes import (
    ANY,
    attachments_by_resource,
    endpoints_by_service,
    peerings_by_vpc,
    services_by_vpc,
)
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gateways import PeeringConnection
from sealane.world.interfaces import NetworkInterface
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.transit import TransitAttachment
from sealane.world.values import Known
from sealane.world.vpcs import Vpc

# What tasks, instances and network interfaces of one's own have; endpoints and gateways have kinds of their own.
_ORDINARY = "interface"


def meant_elsewhere(atlas: Atlas, vpc: Vpc, service: str) -> Endpoint | None:
    """Return an endpoint of a service in another VPC that could be meant for this one."""
    return atlas.answer(("elsewhere", vpc.id, service), lambda: _elsewhere(atlas, vpc, service))


def _elsewhere(atlas: Atlas, vpc: Vpc, service: str) -> Endpoint | None:
    connected = _connected(atlas, vpc.id)
    for key in atlas.named(endpoints_by_service, (Endpoint,), service):
        endpoint = atlas.fact(Endpoint, key)
        if endpoint is None or endpoint.kind is not EndpointKind.INTERFACE or not isinstance(endpoint.vpc, Known):
            continue
        other = endpoint.vpc.value
        idle = not atlas.named(services_by_vpc, (Service, Subnet), other) and not _any_adrift(atlas)
        # Of a VPC that was not read nobody can say that nothing runs there.
        idle = idle and atlas.fact(Vpc, other) is not None and not _is_used(atlas, other)
        if other != vpc.id and (other in connected or idle):
            return endpoint
    return None


def _is_used(atlas: Atlas, vpc: str) -> bool:
    """Tell whether something stands in a VPC that is no part of its network: an instance, or a task that was not read.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html
    """
    subnets = {key for key, one in atlas.facts(Subnet).items() if one.vpc == Known(vpc)}
    return any(
        one.kind == _ORDINARY and isinstance(one.subnet, Known) and one.subnet.value in subnets
        for one in atlas.facts(NetworkInterface).values()
    )


def _any_adrift(atlas: Atlas) -> bool:
    return bool(atlas.named(services_by_vpc, (Service, Subnet), ANY))


def _connected(atlas: Atlas, vpc: str) -> set[str]:
    """Return the VPCs that are connected with one by peering or by a transit gateway."""
    found: set[str] = set()
    for key in atlas.named(peerings_by_vpc, (PeeringConnection,), vpc):
        peering = atlas.fact(PeeringConnection, key)
        ends = (peering.requester, peering.accepter) if peering else ()
        found |= {end.value for end in ends if isinstance(end, Known)}
    gateways = set()
    for key in atlas.named(attachments_by_resource, (TransitAttachment,), vpc):
        attachment = atlas.fact(TransitAttachment, key)
        gateways |= {attachment.gateway} if attachment else set()
    if gateways:
        others = atlas.facts(TransitAttachment).values()
        found |= {one.resource.value for one in others if one.gateway in gateways and isinstance(one.resource, Known)}
    return found
