"""Everything that was fetched of one VPC, to an existing network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sealane.readers.live.translate.dhcp_options import name_servers
from sealane.readers.live.translate.endpoints import endpoint
from sealane.readers.live.translate.route_tables import route_table
from sealane.readers.live.translate.security_groups import security_group
from sealane.readers.live.translate.subnets import subnet
from sealane.readers.live.translate.vpcs import vpc
from sealane.world.network import ExistingNetwork
from sealane.world.values import Value

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedNetwork:
    """The answers as AWS gave them; what may be refused without making the rest useless is a `Value`."""

    vpc: Document
    subnets: tuple[Document, ...]
    dns_support: Value[Document]
    dns_hostnames: Value[Document]
    route_tables: tuple[Document, ...]
    endpoints: tuple[Document, ...]
    security_groups: tuple[Document, ...]
    dhcp_options: Value[tuple[Document, ...]]


def existing_network(fetched: FetchedNetwork) -> ExistingNetwork:
    """Return the network that the documents describe."""
    return ExistingNetwork(
        vpc=vpc(fetched.vpc, fetched.dns_support, fetched.dns_hostnames),
        subnets=tuple(map(subnet, fetched.subnets)),
        route_tables=tuple(map(route_table, fetched.route_tables)),
        endpoints=tuple(map(endpoint, fetched.endpoints)),
        security_groups=tuple(map(security_group, fetched.security_groups)),
        dhcp_name_servers=name_servers(fetched.dhcp_options),
    )
