"""Endpoints that are missing, without private names, or not routed."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.fixes.case import Case
from sealane.fixes.change import Proposal, added, changed, together
from sealane.reachability.blocks.endpoints import (
    EndpointElsewhere,
    EndpointMissing,
    EndpointPrivateDnsOff,
    GatewayEndpointNotRouted,
)
from sealane.reachability.blocks.ways import ForwarderBlocks, NatHasNoWayOut, NoPublicAddress
from sealane.records import replace
from sealane.startup.step import GatewayEndpoint, InterfaceEndpoint
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Value
from sealane.world.vpcs import Vpc

_HTTPS = 443
_ON: Known[bool] = Known(True)  # noqa: FBT003 - a value


def missing(block: EndpointMissing | EndpointElsewhere, case: Case) -> Proposal | None:
    """Add the endpoint in the task's subnets; one that is there and does not work is its owner's to look at."""
    if isinstance(block, EndpointMissing) and block.failed is not None:
        return None
    gateway = isinstance(block, EndpointMissing) and block.gateway
    return _new(block.service_name, block.vpc, case, gateway=gateway)


def private_way(block: NoPublicAddress | NatHasNoWayOut | ForwarderBlocks, case: Case) -> Proposal | None:
    """Add the endpoints that the steps could use, rather than open a way to the internet."""
    del block
    vpc = case.vpc
    if vpc is None:
        return None
    carriers = [step.carrier for step in case.steps]
    needs = dict.fromkeys(
        (carrier.service_name, isinstance(carrier, GatewayEndpoint))
        for carrier in carriers
        if isinstance(carrier, GatewayEndpoint) or (isinstance(carrier, InterfaceEndpoint) and not carrier.region)
    )
    found = [_new(name, vpc, case, gateway=gateway) for name, gateway in needs]
    return together(one for one in found if one is not None) if found and all(found) else None


def private_names(block: EndpointPrivateDnsOff, case: Case) -> Proposal:
    """Turn private DNS on."""
    del case
    return changed(block.endpoint, replace(block.endpoint, private_dns=_ON))


def routed(block: GatewayEndpointNotRouted, case: Case) -> Proposal | None:
    """Associate the endpoint with every table that the service's subnets use."""
    tables = block.endpoint.route_tables
    if not isinstance(tables, Known):
        return None
    wanted = dict.fromkeys((*tables.value, block.table.id, *(table.id for table in case.route_tables)))
    # What is named and not there would still not be there.
    return changed(block.endpoint, replace(block.endpoint, route_tables=Known(tuple(wanted))))


def _new(service_name: str, vpc: Vpc, case: Case, *, gateway: bool) -> Proposal | None:
    """Add an endpoint; an interface endpoint gets a group that another one of the VPC has, or one of its own."""
    key = f"{vpc.id}#{service_name}"
    bare = Endpoint(
        id=key,
        origin=vpc.origin,
        vpc=Known(vpc.id),
        service_name=Known(service_name),
        kind=EndpointKind.GATEWAY if gateway else EndpointKind.INTERFACE,
    )
    if gateway:
        tables = tuple(table.id for table in case.route_tables)
        return added(replace(bare, route_tables=Known(tables))) if tables else None
    subnets = tuple(_one_per_zone(case.subnets))
    if not subnets:
        return None
    group = group_of_endpoints(vpc, case)
    endpoint = replace(bare, private_dns=_ON, subnets=Known(subnets), security_groups=Known((group.id,)))
    return added(endpoint) if group.id in case.world.table(SecurityGroup) else added(group, endpoint)


def group_of_endpoints(vpc: Vpc, case: Case) -> SecurityGroup:
    """Return a group that an interface endpoint of the VPC already has, or a new one open to the VPC on port 443."""
    table = case.world.table(SecurityGroup)
    for endpoint in case.world.table(Endpoint).values():
        groups: Value[tuple[str, ...]] = endpoint.security_groups
        if endpoint.vpc == Known(vpc.id) and endpoint.kind is EndpointKind.INTERFACE and isinstance(groups, Known):
            for key in groups.value:
                if key in table and not table[key].default:
                    return table[key]
    key = f"{vpc.id}#endpoints"
    blocks = vpc.cidrs.value if isinstance(vpc.cidrs, Known) else ()
    rules = tuple(
        GroupRule(
            origin=vpc.origin,
            direction=Direction.INGRESS,
            protocol=Known("tcp"),
            from_port=Known(_HTTPS),
            to_port=Known(_HTTPS),
            kind=PeerKind.CIDR,
            peer=Known(block),
        )
        for block in blocks
    )
    return SecurityGroup(id=key, origin=vpc.origin, vpc=Known(vpc.id), name=Known("endpoints"), rules=rules)


def _one_per_zone(subnets: tuple[Subnet, ...]) -> Iterator[str]:
    """An endpoint takes one subnet of each zone.

    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """
    seen: set[str] = set()
    for subnet in subnets:
        zone = next((one.value for one in (subnet.zone_id, subnet.zone_name) if isinstance(one, Known)), subnet.id)
        if zone not in seen:
            seen.add(zone)
            yield subnet.id
