"""Gateway endpoints of an existing VPC: which route tables they serve, and which they must serve too.

https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sealane.records import dataclass
from sealane.startup.endpoint_facts import allows_everything, available, has_private_names, known, offers
from sealane.startup.needs import EndpointNeed
from sealane.startup.supply_findings import (
    AnotherEndpointAnswers,
    Caution,
    EndpointDoesNotServe,
    EndpointPolicyNotDefault,
)
from sealane.startup.supply_parts import Association, NewEndpoint, Use
from sealane.world.endpoints import EndpointKind
from sealane.world.existing_network import ExistingNetwork
from sealane.world.route_tables import RouteTable
from sealane.world.values import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewaySupply:
    """The gateway part of a supply."""

    used: tuple[Use, ...] = ()
    added: tuple[NewEndpoint, ...] = ()
    associations: tuple[Association, ...] = ()
    cautions: tuple[Caution, ...] = ()

    def __add__(self, other: GatewaySupply) -> GatewaySupply:
        """Put two parts together."""
        return GatewaySupply(
            used=self.used + other.used,
            added=self.added + other.added,
            associations=self.associations + other.associations,
            cautions=self.cautions + other.cautions,
        )


def associations(needs: Iterable[EndpointNeed], network: ExistingNetwork, subnet_ids: Sequence[str]) -> GatewaySupply:
    """Return what is there for each need and what must be added or associated."""
    tables = route_tables(network, subnet_ids)
    return sum((_one(need, network, tables) for need in needs), GatewaySupply())


def route_tables(network: ExistingNetwork, subnet_ids: Sequence[str]) -> tuple[RouteTable, ...]:
    """Return the route tables that the chosen subnets really use, each once."""
    found = (network.route_table_of(subnet_id) for subnet_id in subnet_ids)
    return tuple({table.id: table for table in found if table is not None}.values())


def _one(need: EndpointNeed, network: ExistingNetwork, tables: Sequence[RouteTable]) -> GatewaySupply:
    answering = _answering(need, network)
    same = [e for e in network.endpoints if offers(e, need) and e.vpc == Known(network.vpc.id)]
    serving = [e for e in same if available(e)]
    if not serving:
        idle = tuple(EndpointDoesNotServe(need=need, endpoint=e, because="state") for e in same)
        new = NewEndpoint(need=need, route_table_ids=tuple(table.id for table in tables))
        return GatewaySupply(added=(new,), cautions=(*idle, *answering))
    # A route table has at most one endpoint route for a service, so every table already served stays where it is.
    served = {table: endpoint for endpoint in serving for table in known(endpoint.route_tables)}
    first = next((served[table.id] for table in tables if table.id in served), serving[0])
    used = {served[table.id].id: served[table.id] for table in tables if table.id in served} | {first.id: first}
    guarded = (endpoint for endpoint in used.values() if not allows_everything(endpoint.policy))
    return GatewaySupply(
        used=tuple(Use(need=need, endpoint=endpoint) for endpoint in used.values()),
        associations=tuple(
            Association(need=need, endpoint=first, route_table=table) for table in tables if table.id not in served
        ),
        cautions=(
            *(EndpointPolicyNotDefault(need=need, endpoint=endpoint) for endpoint in guarded),
            *answering,
        ),
    )


def _answering(need: EndpointNeed, network: ExistingNetwork) -> tuple[AnotherEndpointAnswers, ...]:
    """Find interface endpoints of the same service whose private names may win over the gateway."""
    return tuple(
        AnotherEndpointAnswers(need=need, endpoint=endpoint)
        for endpoint in network.endpoints
        if endpoint.kind is EndpointKind.INTERFACE
        and isinstance(endpoint.service_name, Known)
        and endpoint.service_name.value.rpartition(".")[2] == need.suffix
        and endpoint.vpc == Known(network.vpc.id)
        and has_private_names(endpoint)
    )
