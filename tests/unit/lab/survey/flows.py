"""Flows through the blueprint of a world, worked out on paper."""

from __future__ import annotations

from ipaddress import ip_address

from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.survey.survey import survey
from sealane.world.world import Fact, World
from tests.lab.differential.resolving import addresses_for
from tests.lab.on_paper import Crossing, Letter, address_in, crossing
from tests.unit.reachability.estate import wounded

TASK = "task:app:tasks-a"
OTHER_TASK = "task:app:tasks-b"
API = "endpoint:endpoint-ecr.api:ends-a"
OUTSIDE = "outside"
S3_ADDRESS = "52.216.0.1"
STRANGER, STRANGER_IPV6 = "8.8.8.8", "2606:4700::1111"


def flow(world: World, source: str, target: str, port: int = 443, **more: int) -> Crossing:
    """Send a packet from a space to another one, or to an address, and its answer back."""
    blueprint = survey(world)
    place = target if _is_address(target) else str(address_in(blueprint, target))
    return through(blueprint, source, place, port, **more)


def through(blueprint: Blueprint, source: str, place: str, port: int = 443, **more: int) -> Crossing:
    """Send a packet through a blueprint that is there already."""
    destination = ip_address(place)
    ipv6 = destination.version == 6
    stranger = ip_address(STRANGER_IPV6 if ipv6 else STRANGER)
    own = stranger if source == OUTSIDE else address_in(blueprint, source, ipv6=ipv6)
    return crossing(blueprint, source, Letter(own, destination, port=port, **more))


def both_ways(world: World, source: str, target: str, port: int = 443, **more: int) -> bool:
    """Tell whether a packet gets there and its answer back."""
    return flow(world, source, target, port, **more).back


def resolved(world: World, name: str, space: str = TASK) -> tuple[Address, ...]:
    """Return what a name means to a task."""
    blueprint = survey(world)
    return addresses_for(blueprint, space, [address_in(blueprint, space)], name)


def with_facts(*facts: Fact) -> World:
    """Return the healthy world with some facts in the place of others."""
    return wounded(*facts)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
