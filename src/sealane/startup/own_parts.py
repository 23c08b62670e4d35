"""Leaving out of an existing VPC what sealane itself has put there.

After an apply the account holds the endpoints and associations that the same spec asked for. Were they taken for the
user's, the next plan would drop them from the files, and Terraform would destroy them.
"""

from __future__ import annotations

from collections.abc import Collection

from sealane.records import replace
from sealane.world.network import Endpoint, ExistingNetwork


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
    subnets = tuple(
        replace(
            subnet,
            free_addresses=subnet.free_addresses + sum(subnet.id in endpoint.subnet_ids for endpoint in own),
        )
        for subnet in network.subnets
    )
    others = tuple(_dissociated(endpoint, associations) for endpoint in network.endpoints if endpoint not in own)
    return replace(network, subnets=subnets, endpoints=others)


def _dissociated(endpoint: Endpoint, associations: Collection[tuple[str, str]]) -> Endpoint:
    tables = tuple(table for table in endpoint.route_table_ids if (endpoint.id, table) not in associations)
    return replace(endpoint, route_table_ids=tables)
