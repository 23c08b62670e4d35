"""What an existing VPC's names, subnets and routes mean for the tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network

from sealane.startup.supply_findings import (
    Caution,
    CustomNameServers,
    Obstacle,
    RouteTableMissing,
    RouteToInternet,
    SubnetMissing,
    SubnetOfAnotherVpc,
    TooFewAddresses,
    VpcDnsOff,
    VpcFactUnread,
)
from sealane.startup.supply_parts import NewEndpoint
from sealane.world.existing_network import ExistingNetwork
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.vpcs import AMAZON_NAME_SERVER

_OF_SUBNETS = ("cidr", "free_addresses")
_OF_ENDPOINTS = ("service_name", "state", "private_dns", "route_tables", "security_groups")
# https://www.rfc-editor.org/rfc/rfc6890
_PRIVATE_V4 = tuple(IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"))
_PRIVATE_V6 = IPv6Network("fc00::/7")
# https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
_LEADS_OUT = ("igw-", "nat-", "eigw-")
_MAY_LEAD_OUT = ("tgw-", "vgw-", "eni-", "i-", "vpce-", "cagw-", "lgw-", "arn:")


def obstacles_of_names(network: ExistingNetwork) -> Iterator[Obstacle]:
    """Yield what keeps private names from resolving; both DNS attributes and Amazon's resolver are needed."""
    vpc = network.vpc
    if vpc.dns_support == Known(value=False):
        yield VpcDnsOff(vpc=vpc, attribute="enableDnsSupport")
    if vpc.dns_hostnames == Known(value=False):
        yield VpcDnsOff(vpc=vpc, attribute="enableDnsHostnames")
    servers = network.name_servers
    if isinstance(servers, Known) and set(servers.value) - {AMAZON_NAME_SERVER}:
        yield CustomNameServers(vpc=vpc, servers=servers.value)


def unread_names(network: ExistingNetwork) -> Iterator[Caution]:
    """Yield what could not be read of the VPC's names."""
    facts = (
        ("enableDnsSupport", network.vpc.dns_support),
        ("enableDnsHostnames", network.vpc.dns_hostnames),
        ("domain-name-servers", network.name_servers),
    )
    for fact, value in facts:
        if not isinstance(value, Known):
            yield VpcFactUnread(vpc=network.vpc, fact=fact, value=value)


def obstacles_of_subnets(network: ExistingNetwork, subnet_ids: Sequence[str]) -> Iterator[Obstacle]:
    """Yield the chosen subnets that do not exist, are elsewhere, or have no route table."""
    subnets = {subnet.id: subnet for subnet in network.subnets}
    for subnet_id in dict.fromkeys(subnet_ids):
        subnet = subnets.get(subnet_id)
        if subnet is None:
            yield SubnetMissing(vpc=network.vpc, subnet_id=subnet_id)
        elif subnet.vpc != Known(network.vpc.id):
            yield SubnetOfAnotherVpc(vpc=network.vpc, subnet=subnet)
        elif network.route_table_of(subnet_id) is None:
            yield RouteTableMissing(subnet=subnet)


def short_of_addresses(
    network: ExistingNetwork, subnet_ids: Sequence[str], added: Sequence[NewEndpoint], tasks: int
) -> Iterator[Obstacle]:
    """Yield a shortage: each task takes one address, each new interface endpoint one in each of its subnets."""
    chosen = tuple(subnet for subnet in network.subnets if subnet.id in subnet_ids)
    free = {one.id: one.free_addresses.value for one in chosen if isinstance(one.free_addresses, Known)}
    endpoints = {subnet.id: sum(subnet.id in new.subnet_ids for new in added) for subnet in chosen}
    for subnet in chosen:
        if subnet.id in free and endpoints[subnet.id] > free[subnet.id]:
            yield TooFewAddresses(subnets=(subnet,), wanted=endpoints[subnet.id], free=free[subnet.id])
            return
    wanted = tasks + sum(endpoints.values())
    if chosen and len(free) == len(chosen) and wanted > sum(free.values()):
        yield TooFewAddresses(subnets=chosen, wanted=wanted, free=sum(free.values()))


def cautions_of_routes(network: ExistingNetwork, subnet_ids: Sequence[str]) -> Iterator[Caution]:
    """Yield every active route of the chosen subnets that leads, or may lead, to the internet."""
    for subnet in network.subnets:
        if subnet.id in subnet_ids:
            yield from _routes(network, subnet)


def unread_facts(network: ExistingNetwork) -> Iterator[Caution]:
    """Yield what is not known of subnets and endpoints, so that the comparison may be wrong."""
    for facts, names in ((network.subnets, _OF_SUBNETS), (network.endpoints, _OF_ENDPOINTS)):
        for fact in facts:
            for name in names:
                value = getattr(fact, name)
                if isinstance(value, Unknown | Unread):
                    yield VpcFactUnread(vpc=network.vpc, fact=f"{name.replace('_', ' ')} of {fact.id}", value=value)


def _routes(network: ExistingNetwork, subnet: Subnet) -> Iterator[RouteToInternet]:
    table = network.route_table_of(subnet.id)
    for route in table.routes if table else ():
        if table and route.active and _public(route.destination):
            certain = isinstance(route.target, Known) and route.target.value.startswith(_LEADS_OUT)
            if certain or not isinstance(route.target, Known) or route.target.value.startswith(_MAY_LEAD_OUT):
                yield RouteToInternet(subnet=subnet, route_table=table, route=route, certain=certain)


def _public(destination: Value[str]) -> bool:
    """Tell whether the destination may hold public addresses, as a prefix list and the unknown may."""
    if not isinstance(destination, Known):
        return True
    try:
        block = ip_network(destination.value, strict=False)
    except ValueError:
        return True
    return not _private(block)


def _private(block: IPv4Network | IPv6Network) -> bool:
    if isinstance(block, IPv4Network):
        return any(block.subnet_of(one) for one in _PRIVATE_V4)
    return block.subnet_of(_PRIVATE_V6)
