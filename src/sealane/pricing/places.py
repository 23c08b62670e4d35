"""In which Region and zone something is billed, as far as the source tells it."""

from __future__ import annotations

from typing import Final

from sealane.grammar.patterns import pattern
from sealane.grammar.zones import parse
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unread, Value
from sealane.world.vpcs import Vpc
from sealane.world.world import World

_DATA: Final = pattern(r"(?:^|\.)data\.")


def looked_up(world: World, key: str) -> bool:
    """Tell whether a source only looks something up, so that it is somebody else's to pay."""
    return world.source.kind.startswith("terraform") and _DATA.search(key) is not None


def region_of_vpc(world: World, vpc: Value[str]) -> Value[str]:
    """Return the Region of a VPC: its own, that of its zones, or the only one there is."""
    if isinstance(vpc, Known):
        found = world.table(Vpc).get(vpc.value)
        if found is not None and isinstance(found.region, Known) and found.region.value:
            return found.region
        for subnet in world.table(Subnet).values():
            if subnet.vpc == vpc and (region := _of_zone(subnet)):
                return Known(region)
    return only_region(world)


def region_of_subnet(world: World, key: str) -> Value[str]:
    """Return the Region of a subnet."""
    subnet = world.table(Subnet).get(key)
    if subnet is None:
        return only_region(world)
    region = _of_zone(subnet)
    return Known(region) if region else region_of_vpc(world, subnet.vpc)


def region_of_subnets(world: World, subnets: Value[tuple[str, ...]]) -> Value[str]:
    """Return the Region of what stands in subnets."""
    if isinstance(subnets, Known) and subnets.value:
        return region_of_subnet(world, subnets.value[0])
    return only_region(world)


def only_region(world: World) -> Value[str]:
    """Return the Region that everything in a world is in, where it tells of a single one."""
    told = regions(world)
    return Known(told[0]) if len(told) == 1 else Unread("the Region is not in the source")


def regions(world: World) -> tuple[str, ...]:
    """Return every Region that a world tells of, sorted."""
    told = {service.setting.region for service in world.table(Service).values()}
    told |= {vpc.region.value for vpc in world.table(Vpc).values() if isinstance(vpc.region, Known)}
    told |= {_of_zone(subnet) for subnet in world.table(Subnet).values()}
    return tuple(sorted(told - {""}))


def zones_of(world: World, subnets: tuple[str, ...]) -> frozenset[str]:
    """Return the zones of subnets; one whose zone is not known counts as a zone of its own."""
    found = set()
    for key in subnets:
        subnet = world.table(Subnet).get(key)
        names = () if subnet is None else (subnet.zone_id, subnet.zone_name)
        known = [value.value for value in names if isinstance(value, Known) and value.value]
        found.add(known[0] if known else key)
    return frozenset(found)


def _of_zone(subnet: Subnet) -> str:
    for value in (subnet.zone_name, subnet.zone_id):
        zone = parse(value.value) if isinstance(value, Known) else None
        if zone is not None and zone.region:
            return zone.region
    return ""
