"""From a world to the blueprint of its lab."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.names import Answer
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey import (
    block_public_access,
    endpoints,
    file_systems,
    gateway_endpoints,
    gateways,
    instances,
    interfaces,
    load_balancers,
    name_servers,
    names,
    nat_gateways,
    network_acls,
    outside,
    peering,
    prefix_lists,
    route_tables,
    routers,
    security_groups,
    tasks,
    transit,
)
from sealane.lab.survey.addresses import settle
from sealane.lab.survey.claims import Claim
from sealane.lab.survey.doors import Door
from sealane.lab.survey.gateways import Exit
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.land import Land, land_of
from sealane.lab.survey.parts import Part, blueprint_of
from sealane.lab.survey.ports import Port
from sealane.lab.survey.public_names import public_names
from sealane.records import dataclass
from sealane.world.world import World

_CLAIMING = (tasks, endpoints, nat_gateways, file_systems, load_balancers, instances)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What has a place: interfaces, gateways, the devices of subnets, and what routes lead to."""

    interfaces: tuple[Interface, ...]
    exits: tuple[Exit, ...]
    ports: tuple[Port, ...]
    doors: tuple[Door, ...]


def survey(world: World, *, services: Collection[str] = ()) -> Blueprint:
    """Return what is to stand in the kernel for a world.

    Only the VPCs of the services' tasks are drawn, and those that are connected to them; `services` are the keys of
    those whose tasks are drawn, all of them when there are none. What cannot be drawn is said in `Blueprint.undrawn`.
    """
    land = land_of(world, services)
    found = [one for noun in _CLAIMING for one in noun.claims(land)]
    settled = list(settle(land, [one for one in found if isinstance(one, Claim)]))
    exits = list(gateways.exits(land))
    missing = [one for one in (*found, *settled, *exits) if isinstance(one, Undrawn)]
    ground = _ground(
        land,
        tuple(one for one in settled if isinstance(one, Interface)),
        tuple(one for one in exits if isinstance(one, Exit)),
    )
    public = public_names(land)
    parts = (*land.undrawn, *missing, *_parts(land, ground), *_names(land, ground, public))
    return blueprint_of(parts, public, outside.INTERNET)


def _ground(land: Land, found: tuple[Interface, ...], exits: tuple[Exit, ...]) -> _Ground:
    of_interfaces = (
        Door(vpc=one.vpc, target=target, device=one.device, edge=False) for one in found for target in one.claim.targets
    )
    residents = (Port(vpc=one.vpc, subnet=one.subnet, device=one.device) for one in found)
    return _Ground(
        interfaces=found,
        exits=exits,
        ports=(*residents, *transit.ports(land)),
        doors=(
            *of_interfaces,
            *map(gateways.door, exits),
            *gateway_endpoints.doors(land),
            *peering.doors(land),
        ),
    )


def _parts(land: Land, ground: _Ground) -> Iterator[Part]:
    yield from block_public_access.undrawn(land)
    yield from prefix_lists.undrawn(land)
    yield from tasks.seats(land)
    yield from routers.parts(land, ground.doors, ground.ports)
    for interface in ground.interfaces:
        yield from interfaces.parts(interface, own=(tasks.METADATA,))
        yield from nat_gateways.gates(interface)
    for one in ground.exits:
        yield from gateways.parts(land, one, ground.interfaces)
    yield from gateway_endpoints.parts(land)
    yield from peering.parts(land)
    yield from transit.parts(land)
    yield from outside.parts(land, ground.exits, ground.interfaces)
    for noun in (endpoints, file_systems, load_balancers):
        yield from noun.listeners(land)
    yield from network_acls.gates(land, ground.ports)
    yield from security_groups.gates(land, ground.interfaces)
    subnets = tuple(dict.fromkeys(port.subnet for port in ground.ports))
    yield from route_tables.ways(land, subnets, ground.interfaces, ground.doors)


def _names(land: Land, ground: _Ground, public: tuple[Answer, ...]) -> Iterator[Part]:
    yield from names.resolvers(land, ground.interfaces, public)
    yield from name_servers.parts(land, ground.interfaces, public)
