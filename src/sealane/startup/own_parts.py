"""Leaving out of an existing VPC what sealane itself has put there.

After an apply the account holds the endpoints and associations that the same spec asked for. Were they taken for the
user's, the next plan would drop them from the files, and Terraform would destroy them.
"""

from __future__ import annotations

from collections.abc import Collection

from sealane.records import replace
from sealane.startup.endpoint_facts import known
from sealane.world.endpoints import Endpoint
from sealane.world.existing_network import ExistingNetwork
from sealane.world.subnets import Subnet
from sealane.world.values import Known


def without(
    network: ExistingNetwork,
    *,
    endpoint_ids: Collection[str] = (),
    associations: Collection[tuple[str, str]] = (),
) -> ExistingNetwork:
    """Return the network as it would be without those endpoints and those pairs of endpoint and route table.

    The addresses that the endpoints take count as free again. Rules in the user's security groups need no such care:
    a rule for the tasks' own group never counts as an admission.
    """
    own = [endpoint for endpoint in network.endpoints if endpoint.id in endpoint_ids]
    subnets = tuple(_freed(subnet, own) for subnet in network.subnets)
    others = tuple(_dissociated(endpoint, associations) for endpoint in network.endpoints if endpoint not in own)
    return replace(network, subnets=subnets, endpoints=others)


def _freed(subnet: Subnet, own: Collection[Endpoint]) -> Subnet:
    if not isinstance(subnet.free_addresses, Known):
        return subnet
    taken = sum(subnet.id in known(endpoint.subnets) for endpoint in own)
    return replace(subnet, free_addresses=Known(subnet.free_addresses.value + taken))


def _dissociated(endpoint: Endpoint, associations: Collection[tuple[str, str]]) -> Endpoint:
    if not isinstance(endpoint.route_tables, Known):
        return endpoint
    tables = tuple(table for table in endpoint.route_tables.value if (endpoint.id, table) not in associations)
    return replace(endpoint, route_tables=Known(tables))
