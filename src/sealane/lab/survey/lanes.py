"""The routes of a table as the router takes them: one for each block, the one that AWS prefers.

https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

from sealane.lab.blueprint.addresses import Address, Network
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.endpoints import usable
from sealane.lab.survey.known import known, network_of, networks_of, unknowns
from sealane.lab.survey.land import Land, Plot
from sealane.lab.survey.prefix_lists import blocks_of_list, blocks_of_service
from sealane.records import dataclass
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import LOCAL, Route


class Rank(enum.IntEnum):
    """Which of two routes to the same block is taken: the lower one."""

    LOCAL = 0
    STATIC = 1
    LISTED = 2
    PROPAGATED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A route to one block; `target` is a key, `local`, or empty for a black hole."""

    block: Network
    rank: Rank
    target: str
    origin: str


def lanes_of(land: Land, plot: Plot) -> tuple[dict[Network, Lane], tuple[Undrawn, ...]]:
    """Return the lanes of a subnet by block, and what could not be told of its table."""
    best: dict[Network, Lane] = {}
    undrawn: list[Undrawn] = []
    for one in _all(land, plot):
        if isinstance(one, Undrawn):
            undrawn.append(one)
        elif one.block not in best or one.rank < best[one.block].rank:
            best[one.block] = one
        elif one.rank == best[one.block].rank and one.target != best[one.block].target:
            undrawn.append(Undrawn(what=f"routes to {one.block} of {plot.key}", why="AWS takes either of two"))
    return best, tuple(undrawn)


def lane_to(lanes: Mapping[Network, Lane], address: Address) -> Lane | None:
    """Return the lane of the longest prefix that an address is in."""
    found = [lane for block, lane in lanes.items() if address in block]
    return max(found, key=lambda lane: lane.block.prefixlen, default=None)


def _all(land: Land, plot: Plot) -> Iterator[Lane | Undrawn]:
    vpc = land.vpcs[plot.vpc]
    yield from unknowns(f"blocks of {vpc.origin.name}", vpc.cidrs, vpc.ipv6_cidrs)
    for block in networks_of((*known(vpc.cidrs, ()), *known(vpc.ipv6_cidrs, ()))):
        yield Lane(block=block, rank=Rank.LOCAL, target=LOCAL, origin=vpc.origin.name)
    table = plot.table
    if table is None:
        yield Undrawn(what=f"route table of {plot.key}", why="it is not in the source")
        return
    for reason in table.hidden:
        yield from unknowns(f"route table {table.origin.name}", reason)
    if known(table.propagating, ()) or list(unknowns("", table.propagating)):
        yield Undrawn(what=f"route table {table.origin.name}", why="a virtual private gateway may add routes")
    for route in table.routes:
        yield from _static(land, route)
    for endpoint in land.world.table(Endpoint).values():
        if endpoint.kind is EndpointKind.GATEWAY and usable(endpoint):
            yield from unknowns(f"endpoint {endpoint.origin.name}", endpoint.route_tables)
            if table.id in known(endpoint.route_tables, ()) and known(endpoint.vpc, "") == plot.vpc:
                for block in networks_of(blocks_of_service(land, known(endpoint.service_name, ""))):
                    yield Lane(block=block, rank=Rank.LISTED, target=endpoint.id, origin=endpoint.origin.name)


def _static(land: Land, route: Route) -> Iterator[Lane | Undrawn]:
    what = f"route {route.origin.name}"
    missing = list(unknowns(what, route.destination, *((route.target,) if route.active else ())))
    if missing:
        yield from missing
        return
    destination = known(route.destination, "")
    target = known(route.target, "") if route.active else ""
    rank = Rank.PROPAGATED if route.propagated else Rank.STATIC
    network = network_of(destination)
    if network is not None:
        yield Lane(block=network, rank=rank, target=target, origin=route.origin.name)
        return
    blocks = blocks_of_list(land, destination) if destination in land.world.table(PrefixList) else None
    if blocks is None:
        yield Undrawn(what=what, why=f"the blocks of {destination} are not in the source")
        return
    for block in networks_of(blocks):
        yield Lane(block=block, rank=Rank.LISTED, target=target, origin=route.origin.name)
