"""Terraform resources to a world: every noun in turn, and what the source does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, cast

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.translate import (
    block_public_access,
    buckets,
    clusters,
    endpoints,
    file_systems,
    gateways,
    interfaces,
    keys,
    load_balancers,
    log_groups,
    names,
    network_acls,
    organisations,
    policies,
    prefix_lists,
    repositories,
    route_tables,
    runners,
    secrets,
    security_groups,
    services,
    subnets,
    tasks,
    transit,
    vpcs,
)
from sealane.records import replace
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Gap, Noun
from sealane.world.network_acls import NetworkAcl
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, Source, World, world_of

ASSUMED: Final = frozenset(
    {
        Noun.REPOSITORIES,
        Noun.CACHE_RULES,
        Noun.SECRETS,
        Noun.PARAMETERS,
        Noun.LOG_GROUPS,
        Noun.BUCKETS,
        Noun.KEYS,
        Noun.FILE_SYSTEMS,
        Noun.ORGANISATIONS,
        Noun.POLICIES,
        Noun.HOSTED_ZONES,
        Noun.RESOLVER_RULES,
        Noun.FIREWALL_GROUPS,
        Noun.BLOCK_PUBLIC_ACCESS,
    }
)
"""Of these Terraform has what it makes itself; what stands beside is taken to exist and to be in nobody's way."""

_OF_A_VPC: Final = {
    Subnet: Noun.SUBNETS,
    RouteTable: Noun.ROUTE_TABLES,
    SecurityGroup: Noun.SECURITY_GROUPS,
    NetworkAcl: Noun.NETWORK_ACLS,
    Endpoint: Noun.ENDPOINTS,
}
OF_NETWORKS: Final = (
    *_OF_A_VPC.values(),
    Noun.GATEWAYS,
    Noun.NAT_GATEWAYS,
    Noun.PEERING_CONNECTIONS,
    Noun.TRANSIT_GATEWAYS,
    Noun.INTERFACES,
    Noun.INSTANCES,
    Noun.LOAD_BALANCERS,
    Noun.MOUNT_TARGETS,
)
"""What stands in VPCs."""


def world_of_resources(estate: Estate, source: Source, gaps: Iterable[Gap] = ()) -> World:
    """Return the world that the resources of a source make."""
    vpcs.name_defaults(estate)
    policies.name_arns(estate)
    tasks.name_families(estate)
    keys.name_aliases(estate)
    said = list(_everything(estate))
    facts = [one for one in said if not isinstance(one, Gap)]
    told = [one for one in said if isinstance(one, Gap)]
    if any(one.noun is Noun.ORGANISATIONS for one in told):
        # What the source itself may bind the account with is not taken to stand in nobody's way.
        source = replace(source, assumed=source.assumed - {Noun.ORGANISATIONS})
    return world_of(source, facts, (*gaps, *told, *_gaps(estate, facts)))


def _everything(estate: Estate) -> Iterator[Fact | Gap]:
    found = list(vpcs.translate(estate))
    yield from found
    managed = {resource.address for resource in estate.managed("aws_vpc")}
    own = {fact.id: fact for fact in found if isinstance(fact, Vpc) and fact.id in managed}
    for of_vpcs in (route_tables, security_groups, network_acls):
        yield from cast("Iterator[Fact | Gap]", of_vpcs.translate(estate, own))
    for noun in (
        subnets,
        endpoints,
        gateways,
        prefix_lists,
        policies,
        log_groups,
        repositories,
        secrets,
        buckets,
        keys,
        file_systems,
        tasks,
        clusters,
        services,
        runners,
        transit,
        interfaces,
        names,
        load_balancers,
        block_public_access,
        organisations,
    ):
        yield from cast("Iterator[Fact | Gap]", noun.translate(estate))


def _gaps(estate: Estate, facts: Iterable[Fact]) -> Iterator[Gap]:
    """Yield what may stand in VPCs that the source only refers to, and which of its own facts may be in any VPC."""
    managed = {resource.address for resource in estate.managed("aws_vpc")}
    others: dict[str, None] = {}
    for fact in facts:
        if isinstance(fact, Vpc) and fact.id not in managed:
            others[fact.id] = None
        noun = _OF_A_VPC.get(type(fact))
        if noun is None:
            continue
        vpc = cast("Value[str]", getattr(fact, "vpc", Known("")))
        if not isinstance(vpc, Known):
            yield Gap(noun=noun, why=vpc)
        elif vpc.value not in managed:
            others[vpc.value] = None
    for vpc_key in others:
        why: Unread | Unknown = Unread(f"{estate.name} has only a part of {vpc_key or 'the VPC'}")
        for noun in OF_NETWORKS:
            yield Gap(noun=noun, why=why, scope=vpc_key)
