"""What an existing VPC already offers the tasks, and what must be added: needs against facts.

Everything is a value that carries the objects it is about; words are the business of `report`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sealane.records import dataclass
from sealane.startup import interface_supply
from sealane.startup.gateway_supply import associations
from sealane.startup.needs import EndpointNeed
from sealane.startup.supply_findings import Caution, Obstacle
from sealane.startup.supply_parts import Admission, Association, NewEndpoint, Use
from sealane.startup.vpc_findings import (
    cautions_of_routes,
    obstacles_of_names,
    obstacles_of_subnets,
    short_of_addresses,
    unread_facts,
    unread_names,
)
from sealane.world.existing_network import ExistingNetwork


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """An existing VPC, seen from the tasks' subnets.

    Attributes:
        used: the needs that existing endpoints serve, some of them only with an association or admission below.
        added: the endpoints to create.
        associations: route tables of the tasks' subnets to associate with an existing gateway endpoint.
        admissions: security groups of existing endpoints that must let the tasks in on port 443.
        obstacles: what the user must repair first; nothing that is added here would help.
        cautions: what the user should know.

    """

    used: tuple[Use, ...]
    added: tuple[NewEndpoint, ...]
    associations: tuple[Association, ...]
    admissions: tuple[Admission, ...]
    obstacles: tuple[Obstacle, ...]
    cautions: tuple[Caution, ...]


def missing(
    needs: Sequence[EndpointNeed],
    network: ExistingNetwork,
    subnet_ids: Sequence[str],
    *,
    tasks: int = 0,
) -> Supply:
    """Compare what is needed with what the VPC has, as the tasks' subnets see it.

    `tasks` is the largest number of tasks that run at once, each of which takes an address; 0 asks for none.
    """
    interfaces = interface_supply.supplied([n for n in needs if n.kind == "Interface"], network, subnet_ids)
    gateways = associations([n for n in needs if n.kind == "Gateway"], network, subnet_ids)
    added = (*interfaces.added, *gateways.added)
    return Supply(
        used=(*interfaces.used, *gateways.used),
        added=added,
        associations=gateways.associations,
        admissions=interfaces.admissions,
        obstacles=(
            *obstacles_of_subnets(network, subnet_ids),
            *(obstacles_of_names(network) if needs else ()),
            *interfaces.obstacles,
            *short_of_addresses(network, subnet_ids, added, tasks),
        ),
        cautions=(
            *interfaces.cautions,
            *gateways.cautions,
            *(unread_names(network) if needs else ()),
            *unread_facts(network),
            *cautions_of_routes(network, subnet_ids),
        ),
    )
