"""Route tables: a table in the router for every subnet that has a device, the longest prefix first.

https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_network

from sealane.lab.blueprint.addresses import Network
from sealane.lab.blueprint.routes import RouteKind, Way
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.doors import Door
from sealane.lab.survey.interfaces import DEFAULT_IPV4, DEFAULT_IPV6, Interface
from sealane.lab.survey.labels import router_of, table_for
from sealane.lab.survey.land import Land, Plot
from sealane.lab.survey.lanes import Lane, lane_to, lanes_of
from sealane.lab.survey.targets import Unreachable, device_towards
from sealane.world.route_tables import LOCAL


def ways(
    land: Land, subnets: Sequence[str], interfaces: Sequence[Interface], doors: Sequence[Door]
) -> Iterator[Way | Undrawn]:
    """Yield the tables of some subnets."""
    by_vpc: dict[str, list[Interface]] = {}
    for interface in interfaces:
        by_vpc.setdefault(interface.vpc, []).append(interface)
    for subnet in subnets:
        plot = land.plots[subnet]
        lanes, undrawn = lanes_of(land, plot)
        yield from undrawn
        yield from _inside(plot, lanes, by_vpc.get(plot.vpc, ()))
        yield from _lanes(land, plot, lanes, doors)


def _inside(plot: Plot, lanes: Mapping[Network, Lane], interfaces: Sequence[Interface]) -> Iterator[Way]:
    """Yield the ways to the VPC's own interfaces, but for those that a longer route than the local one leads to.

    A table says nothing of what stays in its subnet. For the rest of the VPC, routes to whole subnets may be longer:
    https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
    """
    for interface in interfaces:
        for address, block in zip(interface.addresses, interface.blocks, strict=True):
            lane = lane_to(lanes, address)
            if interface.subnet == plot.key or (lane is not None and lane.target == LOCAL):
                yield Way(
                    space=router_of(plot.vpc),
                    destination=ip_network(block),
                    table=table_for(plot.key),
                    device=interface.device,
                )


def _lanes(land: Land, plot: Plot, lanes: Mapping[Network, Lane], doors: Sequence[Door]) -> Iterator[Way | Undrawn]:
    router, table = router_of(plot.vpc), table_for(plot.key)
    for default in (DEFAULT_IPV4, DEFAULT_IPV6):
        if default not in lanes:
            yield Way(space=router, destination=default, table=table, kind=RouteKind.BLACKHOLE)
    for lane in lanes.values():
        device = device_towards(land, plot, lane, doors)
        if isinstance(device, Unreachable):
            yield from device.undrawn
        if isinstance(device, str):
            yield Way(space=router, destination=lane.block, table=table, device=device)
        else:
            yield Way(space=router, destination=lane.block, table=table, kind=RouteKind.BLACKHOLE)
