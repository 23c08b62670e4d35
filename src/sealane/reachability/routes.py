"""Which route a packet takes: the longest prefix, and of equal ones static before prefix lists before propagated.

https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.indexes import ANY, endpoints_by_table, main_tables_by_vpc, tables_by_subnet
from sealane.reachability.outcome import Reason
from sealane.reachability.places import blocks_of_vpc
from sealane.records import dataclass
from sealane.world.address_sets import NOTHING, Intervals, block, unreadable
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gaps import Noun
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import LOCAL, Route, RouteTable
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread, Value

_TABLES = (RouteTable,)
_LONGEST = 129
_STATIC, _LOCAL, _LISTED, _PROPAGATED = range(4)


@dataclass(frozen=True, slots=True)
class Lane:
    """One destination of a table and what it leads to: a route, a gateway endpoint, or, without either, the VPC."""

    length: int
    rank: int
    addresses: Intervals
    route: Route | None = None
    endpoint: Endpoint | None = None
    list_name: str = ""

    @property
    def local(self) -> bool:
        """Whether it leads into the VPC itself."""
        return self.endpoint is None and (self.route is None or self.route.target == Known(LOCAL))


@dataclass(frozen=True, slots=True)
class Lanes:
    """A route table as packets meet it.

    Attributes:
        table: the table.
        lanes: those with addresses, the one that counts first in front, and those for lists known by name only.
        adrift: routes whose destination is not known, each with the reason.
        open: why there may be routes that are not listed.
        lists: lists that a gateway endpoint may carry, by name, empty for any, each with the reason of doubt.

    """

    table: RouteTable
    lanes: tuple[Lane, ...]
    adrift: tuple[tuple[Route, Reason], ...] = ()
    open: tuple[Reason, ...] = ()
    lists: tuple[tuple[str, Reason], ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of some addresses that goes one way; without a lane it goes nowhere."""

    addresses: Intervals
    lane: Lane | None


def table_of(atlas: Atlas, subnet: Subnet) -> Value[RouteTable]:
    """Return the route table that a subnet uses: the one associated with it, else the VPC's main one.

    https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
    """
    named = atlas.named(tables_by_subnet, _TABLES, subnet.id)
    if len(named) == 1:
        return atlas.find(RouteTable, Known(named[0]))
    if named:
        return Unknown(f"more than one route table names {subnet.id}")
    if not isinstance(subnet.vpc, Known):
        return subnet.vpc
    gap = atlas.gap(Noun.ROUTE_TABLES, subnet.vpc.value)
    if gap is not None:
        return gap
    main = atlas.named(main_tables_by_vpc, _TABLES, subnet.vpc.value)
    if len(main) != 1 or atlas.named(main_tables_by_vpc, _TABLES, ANY):
        return Unread(f"the route table of {subnet.id} is not in {atlas.world.source.name}")
    return atlas.find(RouteTable, Known(main[0]))


def lanes_of(atlas: Atlas, table: RouteTable) -> Lanes:
    """Return a table as packets meet it."""
    return atlas.answer(("lanes", table.id), lambda: _lanes(atlas, atlas.fact(RouteTable, table.id) or table))


def _lanes(atlas: Atlas, table: RouteTable) -> Lanes:
    lanes: list[Lane] = []
    adrift: list[tuple[Route, Reason]] = []
    why: list[Reason] = list(table.hidden)
    for route in table.routes:
        found = _lanes_of_route(atlas, route)
        if isinstance(found, Unknown | Unread):
            adrift.append((route, found))
        else:
            lanes += found
    lanes += _local(atlas, table)
    lists: list[tuple[str, Reason]] = []
    lanes += _gateway_endpoints(atlas, table, lists)
    if not isinstance(table.propagating, Known):
        why.append(table.propagating)
    ordered = tuple(sorted(lanes, key=lambda lane: (-lane.length, lane.rank)))
    return Lanes(table, ordered, tuple(adrift), tuple(why), tuple(lists))


def _local(atlas: Atlas, table: RouteTable) -> list[Lane]:
    blocks = [found for cidr in blocks_of_vpc(atlas, table.vpc) if (found := block(cidr)) is not None]
    return [Lane(found.length, _LOCAL, found.addresses) for found in blocks]


def _lanes_of_route(atlas: Atlas, route: Route) -> list[Lane] | Reason:
    destination = route.destination
    if not isinstance(destination, Known):
        return destination
    found = block(destination.value)
    if found is not None:
        rank = _PROPAGATED if route.propagated else _STATIC
        return [Lane(found.length, rank, found.addresses, route)]
    listed = atlas.fact(PrefixList, destination.value)
    if listed is None:
        return Unread(f"prefix list {destination.value} is not in {atlas.world.source.name}")
    name = listed.name.value if isinstance(listed.name, Known) else ""
    named = (
        [Lane(_LONGEST, _LISTED, NOTHING, route, list_name=name)] if name and listed.aws == Known(value=True) else []
    )
    if not isinstance(listed.cidrs, Known):
        return named or listed.cidrs
    odd = unreadable(listed.cidrs.value)
    if odd is not None:
        return Unread(f"{odd!r} in {listed.origin.name} is not a CIDR block")
    return named + _of_blocks(listed.cidrs.value, route=route)


def _of_blocks(cidrs: tuple[str, ...], *, route: Route | None = None, endpoint: Endpoint | None = None) -> list[Lane]:
    blocks = [found for cidr in cidrs if (found := block(cidr)) is not None]
    return [Lane(found.length, _LISTED, found.addresses, route, endpoint) for found in blocks]


def _gateway_endpoints(atlas: Atlas, table: RouteTable, lists: list[tuple[str, Reason]]) -> list[Lane]:
    """Return the routes of the gateway endpoints that name the table, which are in no list of routes.

    What is not known of an endpoint that may name it goes to `lists`.
    """
    lanes: list[Lane] = []
    for key in (
        *atlas.named(endpoints_by_table, (Endpoint,), table.id),
        *atlas.named(endpoints_by_table, (Endpoint,), ANY),
    ):
        endpoint = atlas.fact(Endpoint, key)
        if endpoint is None or endpoint.kind is not EndpointKind.GATEWAY:
            continue
        name = endpoint.service_name.value if isinstance(endpoint.service_name, Known) else ""
        unknown = (endpoint.service_name, endpoint.route_tables, endpoint.state)
        doubts = [value for value in unknown if not isinstance(value, Known)]
        lists += [(name, why) for why in doubts]
        if doubts or (isinstance(endpoint.state, Known) and endpoint.state.value.lower() != "available"):
            continue
        lanes.append(Lane(_LONGEST, _LISTED, NOTHING, endpoint=endpoint, list_name=name))
        lanes += _of_blocks(blocks_of_list(atlas, name), endpoint=endpoint)
    return lanes


def blocks_of_list(atlas: Atlas, name: str) -> tuple[str, ...]:
    """Return the IPv4 blocks of AWS's prefix list of that name; none where no source has them."""
    for listed in atlas.facts(PrefixList).values():
        if listed.name == Known(name) and isinstance(listed.cidrs, Known) and listed.cidrs.value:
            return listed.cidrs.value if unreadable(listed.cidrs.value) is None else ()
    return ()


def legs_of(lanes: Lanes, addresses: Intervals, list_name: str = "") -> tuple[Leg, ...]:
    """Divide addresses among the lanes of a table; those of a list that is known by name only go as one.

    AWS says both that the longest prefix counts and that a static route which overlaps a prefix list does; where the
    two differ `overlaps` tells.
    """
    if list_name:
        lane = next((lane for lane in lanes.lanes if lane.list_name == list_name), None)
        if lane is not None:
            return (Leg(addresses, lane),)
    legs: list[Leg] = []
    rest = addresses
    for lane in lanes.lanes:
        if not rest:
            break
        taken = rest & lane.addresses
        if taken:
            legs.append(Leg(taken, lane))
            rest -= taken
    return (*legs, Leg(rest, None)) if rest else tuple(legs)


def overlaps(lanes: Lanes, addresses: Intervals) -> Unknown | None:
    """Return a reason of doubt when a route other than a default one overlaps the addresses of a list.

    Of two lists that overlap AWS takes either.

    https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
    https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
    """
    for lane in lanes.lanes:
        given = lane.rank in (_STATIC, _LISTED) and lane.length and lane.route is not None
        if given and lane.route is not None and lane.addresses.meets(addresses):
            return Unknown(
                f"the route {lane.route.origin} overlaps the prefix list, and AWS's pages differ on which wins"
            )
    return None
