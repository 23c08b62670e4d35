"""Who names whom: the references of facts, turned round so that they can be followed backwards."""

from __future__ import annotations

from collections.abc import Mapping

from sealane.reachability.turned import OfFacts, turned
from sealane.world.address_sets import block
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, PeeringConnection
from sealane.world.interfaces import NetworkInterface
from sealane.world.network_acls import NetworkAcl
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import MountTarget
from sealane.world.subnets import Subnet
from sealane.world.transit import TransitAttachment, TransitRouteTable
from sealane.world.values import Known, Value
from sealane.world.world import World

# What stands under this key may belong to any of what the index is keyed by, because its reference is not known.
ANY = "\0any"


def _one(value: Value[str]) -> str:
    return value.value if isinstance(value, Known) else ANY


def _each(value: Value[tuple[str, ...]]) -> tuple[str, ...]:
    return value.value if isinstance(value, Known) else (ANY,)


def tables_by_subnet(world: World) -> Mapping[str, tuple[str, ...]]:
    """Route tables by the subnets that are associated with them by name."""
    tables = world.table(RouteTable).values()
    return turned((subnet, table.id) for table in tables for subnet in table.subnets)


def main_tables_by_vpc(world: World) -> Mapping[str, tuple[str, ...]]:
    """Main route tables by VPC."""
    return turned((_one(table.vpc), table.id) for table in world.table(RouteTable).values() if table.main)


def acls_by_subnet(world: World) -> Mapping[str, tuple[str, ...]]:
    """Network ACLs by the subnets that they name."""
    return turned((subnet, acl.id) for acl in world.table(NetworkAcl).values() for subnet in acl.subnets)


def default_acls_by_vpc(world: World) -> Mapping[str, tuple[str, ...]]:
    """Default network ACLs by VPC."""
    return turned((_one(acl.vpc), acl.id) for acl in world.table(NetworkAcl).values() if acl.default)


default_groups_by_vpc = OfFacts(SecurityGroup, lambda group: (_one(group.vpc),) if group.default else ())
"""Default security groups by VPC."""


def subnets_by_vpc(world: World) -> Mapping[str, tuple[str, ...]]:
    """Subnets by VPC."""
    return turned((_one(subnet.vpc), subnet.id) for subnet in world.table(Subnet).values())


def endpoints_by_vpc(world: World) -> Mapping[str, tuple[str, ...]]:
    """Endpoints by VPC."""
    return turned((_one(endpoint.vpc), endpoint.id) for endpoint in world.table(Endpoint).values())


def endpoints_by_service(world: World) -> Mapping[str, tuple[str, ...]]:
    """Endpoints by the full name of their service."""
    return turned((_one(endpoint.service_name), endpoint.id) for endpoint in world.table(Endpoint).values())


def endpoints_by_table(world: World) -> Mapping[str, tuple[str, ...]]:
    """Gateway endpoints by the route tables that they are associated with."""
    endpoints = world.table(Endpoint).values()
    return turned((table, endpoint.id) for endpoint in endpoints for table in _each(endpoint.route_tables))


def gateways_by_vpc(world: World) -> Mapping[str, tuple[str, ...]]:
    """Gateways by the VPCs that they are attached to."""
    return turned((vpc, gateway.id) for gateway in world.table(Gateway).values() for vpc in _each(gateway.vpcs))


def peerings_by_vpc(world: World) -> Mapping[str, tuple[str, ...]]:
    """Peering connections by each of their VPCs."""
    peerings = world.table(PeeringConnection).values()
    return turned((_one(end), peering.id) for peering in peerings for end in (peering.requester, peering.accepter))


def attachments_by_resource(world: World) -> Mapping[str, tuple[str, ...]]:
    """Transit gateway attachments by what is attached."""
    attachments = world.table(TransitAttachment).values()
    return turned((_one(attachment.resource), attachment.id) for attachment in attachments)


def transit_tables_by_attachment(world: World) -> Mapping[str, tuple[str, ...]]:
    """Transit gateway route tables by the attachments whose packets they route."""
    tables = world.table(TransitRouteTable).values()
    return turned((attachment, table.id) for table in tables for attachment in table.associations)


def interfaces_by_address(world: World) -> Mapping[str, tuple[str, ...]]:
    """Network interfaces by each of their private addresses."""
    interfaces = world.table(NetworkInterface).values()
    return turned(
        (address, interface.id)
        for interface in interfaces
        for address in (*_each(interface.addresses), *_each(interface.ipv6_addresses))
    )


def interfaces_by_instance(world: World) -> Mapping[str, tuple[str, ...]]:
    """Network interfaces by the instance that they are attached to."""
    return turned((_one(one.instance), one.id) for one in world.table(NetworkInterface).values())


def mount_targets_by_file_system(world: World) -> Mapping[str, tuple[str, ...]]:
    """Mount targets by their file system."""
    return turned((_one(target.file_system), target.id) for target in world.table(MountTarget).values())


def services_by_vpc(world: World) -> Mapping[str, tuple[str, ...]]:
    """Services by the VPCs of their subnets."""
    subnets = world.table(Subnet)
    pairs = (
        (_one(subnets[key].vpc) if key in subnets else ANY, service.id)
        for service in world.table(Service).values()
        for key in _each(service.subnets)
    )
    return turned(dict.fromkeys(pairs))


def subnets_by_block(world: World) -> Mapping[str, tuple[str, ...]]:
    """Subnets by their VPC, those with a block that can be read only."""
    return turned(
        (_one(subnet.vpc), subnet.id)
        for subnet in world.table(Subnet).values()
        if any(isinstance(cidr, Known) and block(cidr.value) for cidr in (subnet.cidr, subnet.ipv6_cidr))
    )
