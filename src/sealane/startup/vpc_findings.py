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
from sealane.world.network import ExistingNetwork, Route, Subnet
from sealane.world.values import Known

_AMAZON = "AmazonProvidedDNS"
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
    servers = network.dhcp_name_servers
    if isinstance(servers, Known) and set(servers.value) - {_AMAZON}:
        yield CustomNameServers(vpc=vpc, servers=servers.value)


def unread_names(network: ExistingNetwork) -> Iterator[Caution]:
    """Yield what could not be read of the VPC's names."""
    facts = (
        ("enableDnsSupport", network.vpc.dns_support),
        ("enableDnsHostnames", network.vpc.dns_hostnames),
        ("domain-name-servers", network.dhcp_name_servers),
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
        elif subnet.vpc_id != network.vpc.id:
            yield SubnetOfAnotherVpc(vpc=network.vpc, subnet=subnet)
        elif network.route_table_of(subnet_id) is None:
            yield RouteTableMissing(subnet=subnet)


def short_of_addresses(
    network: ExistingNetwork, subnet_ids: Sequence[str], added: Sequence[NewEndpoint], tasks: int
) -> Iterator[Obstacle]:
    """Yield a shortage: each task takes one address, each new interface endpoint one in each of its subnets."""
    chosen = tuple(subnet for subnet in network.subnets if subnet.id in subnet_ids)
    if not chosen:
        return
    endpoints = {subnet.id: sum(subnet.id in new.subnet_ids for new in added) for subnet in chosen}
    for subnet in chosen:
        if endpoints[subnet.id] > subnet.free_addresses:
            yield TooFewAddresses(subnets=(subnet,), wanted=endpoints[subnet.id], free=subnet.free_addresses)
            return
    free = sum(subnet.free_addresses for subnet in chosen)
    wanted = tasks + sum(endpoints.values())
    if wanted > free:
        yield TooFewAddresses(subnets=chosen, wanted=wanted, free=free)


def cautions_of_routes(network: ExistingNetwork, subnet_ids: Sequence[str]) -> Iterator[Caution]:
    """Yield every active route of the chosen subnets that leads, or may lead, to the internet."""
    for subnet in network.subnets:
        if subnet.id in subnet_ids:
            yield from _routes(network, subnet)


def _routes(network: ExistingNetwork, subnet: Subnet) -> Iterator[RouteToInternet]:
    table = network.route_table_of(subnet.id)
    for route in table.routes if table else ():
        if table and route.active and _public(route):
            certain = route.target.startswith(_LEADS_OUT)
            if certain or route.target.startswith(_MAY_LEAD_OUT):
                yield RouteToInternet(subnet=subnet, route_table=table, route=route, certain=certain)


def _public(route: Route) -> bool:
    """Tell whether the destination holds public addresses; a prefix list behind a gateway endpoint does not count."""
    try:
        block = ip_network(route.destination, strict=False)
    except ValueError:
        return not route.target.startswith("vpce-")
    return not _private(block)


def _private(block: IPv4Network | IPv6Network) -> bool:
    if isinstance(block, IPv4Network):
        return any(block.subnet_of(one) for one in _PRIVATE_V4)
    return block.subnet_of(_PRIVATE_V6)
