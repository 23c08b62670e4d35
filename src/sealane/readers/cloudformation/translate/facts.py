"""Every noun after the other."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.block_public_access import block_public_access
from sealane.readers.cloudformation.translate.buckets import buckets
from sealane.readers.cloudformation.translate.clusters import clusters
from sealane.readers.cloudformation.translate.doubts import doubts
from sealane.readers.cloudformation.translate.endpoints import endpoints
from sealane.readers.cloudformation.translate.file_systems import file_systems
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.gateways import gateways, nat_gateways, peering_connections
from sealane.readers.cloudformation.translate.hosted_zones import hosted_zones
from sealane.readers.cloudformation.translate.interfaces import instances, interfaces
from sealane.readers.cloudformation.translate.keys import keys
from sealane.readers.cloudformation.translate.load_balancers import load_balancers
from sealane.readers.cloudformation.translate.log_groups import log_groups
from sealane.readers.cloudformation.translate.network_acls import network_acls
from sealane.readers.cloudformation.translate.organisations import organisations
from sealane.readers.cloudformation.translate.parameters import parameters
from sealane.readers.cloudformation.translate.prefix_lists import prefix_lists
from sealane.readers.cloudformation.translate.repositories import cache_rules, repositories
from sealane.readers.cloudformation.translate.resolver_rules import firewall_groups, resolver_rules
from sealane.readers.cloudformation.translate.roles import roles
from sealane.readers.cloudformation.translate.route_tables import route_tables
from sealane.readers.cloudformation.translate.schedules import pipes, schedules
from sealane.readers.cloudformation.translate.secrets import secrets
from sealane.readers.cloudformation.translate.security_groups import security_groups
from sealane.readers.cloudformation.translate.services import services
from sealane.readers.cloudformation.translate.state_machines import state_machines
from sealane.readers.cloudformation.translate.subnets import subnets
from sealane.readers.cloudformation.translate.task_definitions import task_definitions
from sealane.readers.cloudformation.translate.transit import transit_gateways
from sealane.readers.cloudformation.translate.vpcs import vpcs
from sealane.world.vpc_defaults import main_table
from sealane.world.vpcs import Vpc

_NOUNS = (
    *(subnets, route_tables, endpoints, gateways, nat_gateways, peering_connections, transit_gateways, prefix_lists),
    *(interfaces, instances, block_public_access, hosted_zones, resolver_rules, firewall_groups),
    *(clusters, task_definitions, services, schedules, pipes, state_machines, load_balancers),
    *(roles, organisations, repositories, cache_rules, secrets, parameters, log_groups, buckets, keys, file_systems),
)


def facts_of(holdings: Holdings) -> Iterator[Finding]:
    """Yield every fact and gap of what a template holds, the defaults of AWS for its VPCs among them."""
    found = list(vpcs(holdings))
    made = [one for one in found if isinstance(one, Vpc)]
    yield from found
    yield from (main_table(vpc) for vpc in made)
    yield from security_groups(holdings, made)
    yield from network_acls(holdings, made)
    for noun in _NOUNS:
        yield from noun(holdings)
    yield from doubts(holdings)
