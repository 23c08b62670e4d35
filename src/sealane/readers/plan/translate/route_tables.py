"""Route tables, and which subnets use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import SUBNET, TABLE, VPC, VPN
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate import routes
from sealane.readers.plan.translate.children import Children, children
from sealane.records import dataclass
from sealane.world.gaps import Gap, Noun
from sealane.world.route_tables import Route, RouteTable
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.vpc_defaults import main_table, main_table_key
from sealane.world.vpcs import Vpc

_ASSOCIATION: Final = ("aws_route_table_association",)
_PROPAGATION: Final = ("aws_vpn_gateway_route_propagation",)
_MAIN: Final = ("aws_main_route_table_association",)


@dataclass(frozen=True, slots=True)
class _Said:
    """What other resources say about tables."""

    routes: Children
    subnets: Children
    propagations: Children
    mains: Mapping[str, str]
    previous: Mapping[str, set[object]]


def translate(estate: Estate, vpcs: Mapping[str, Vpc]) -> Iterator[RouteTable | Gap]:
    """Yield the route tables, with the main one of every VPC that the source makes."""
    mains, gaps = _mains(estate)
    said = _Said(
        children(estate, ("aws_route",), "route_table_id", TABLE),
        children(estate, _ASSOCIATION, "route_table_id", TABLE),
        children(estate, _PROPAGATION, "route_table_id", TABLE),
        mains,
        _previous(estate),
    )
    yield from gaps
    yield from _unplaced(estate, said.subnets)
    seen = set()
    for resource in estate.of("aws_route_table", "aws_default_route_table"):
        table = _table(estate, resource, said)
        seen.add(table.id)
        yield table
    for key, vpc in vpcs.items():
        if main_table_key(key) not in seen:
            yield _default(estate, vpc, said)


def _mains(estate: Estate) -> tuple[dict[str, str], list[Gap]]:
    """Return the table that serves as the main one of a VPC, where the source says another than AWS's."""
    found: dict[str, str] = {}
    gaps = []
    for resource in estate.managed(*_MAIN):
        vpc, table = estate.key(resource, "vpc_id", VPC), estate.key(resource, "route_table_id", TABLE)
        if isinstance(vpc, Known) and isinstance(table, Known):
            found[vpc.value] = table.value
        else:
            why = table if not isinstance(table, Known) else vpc
            assert not isinstance(why, Known)  # noqa: S101 - one of the two is not known
            scope = vpc.value if isinstance(vpc, Known) else ""
            gaps.append(Gap(noun=Noun.ROUTE_TABLES, why=why, scope=scope))
    return found, gaps


def _unplaced(estate: Estate, associations: Children) -> Iterator[Gap]:
    """Yield that some subnet may have another table than is listed, where an association does not tell which."""
    for why in associations.strays:
        yield Gap(noun=Noun.ROUTE_TABLES, why=why)
    for owned in associations.owned.values():
        for resource in owned:
            subnet = estate.key(resource, "subnet_id", SUBNET)
            if not isinstance(subnet, Known):
                yield Gap(noun=Noun.ROUTE_TABLES, why=subnet)


def _table(estate: Estate, resource: Resource, said: _Said) -> RouteTable:
    key = estate.key_of(resource)
    vpc = _vpc(estate, resource, key)
    own, hidden = _inline(estate, resource)
    # What the configuration does not write was read with the table, standalone routes with it, also those now gone.
    gone = said.previous.get(key, set()) if "route" not in resource.expressions else set()
    return RouteTable(
        id=key,
        origin=estate.origin(resource),
        vpc=vpc,
        main=_is_main(key, vpc, said.mains),
        subnets=_subnets(estate, said.subnets, key),
        routes=(*(route for route in own if _what(route) not in gone), *_standalone(estate, said.routes, key)),
        hidden=(*hidden, *said.routes.hidden(key)),
        propagating=_propagating(estate, resource, said.propagations),
    )


def _default(estate: Estate, vpc: Vpc, said: _Said) -> RouteTable:
    """Return AWS's own main table with what the source adds to it."""
    made = main_table(vpc)
    return RouteTable(
        id=made.id,
        origin=made.origin,
        vpc=made.vpc,
        main=_is_main(made.id, made.vpc, said.mains),
        subnets=_subnets(estate, said.subnets, made.id),
        routes=_standalone(estate, said.routes, made.id),
        hidden=said.routes.hidden(made.id),
        propagating=_propagating(estate, None, said.propagations, made.id),
    )


def _vpc(estate: Estate, resource: Resource, key: str) -> Value[str]:
    owner, _, default = key.partition("#")
    return Known(owner) if default else estate.key(resource, "vpc_id", VPC)


def _is_main(key: str, vpc: Value[str], mains: Mapping[str, str]) -> bool:
    if not isinstance(vpc, Known):
        return False
    return mains.get(vpc.value, main_table_key(vpc.value)) == key


def _subnets(estate: Estate, associations: Children, key: str) -> tuple[str, ...]:
    found = (estate.key(resource, "subnet_id", SUBNET) for resource in associations.of(key))
    return tuple(subnet.value for subnet in found if isinstance(subnet, Known) and subnet.value)


def _inline(estate: Estate, table: Resource) -> tuple[list[Route], tuple[Unknown | Unread, ...]]:
    parts = table.blocks("route")
    if isinstance(parts, Unknown):
        # A table that writes no routes of its own has none but those of others.
        return [], (parts,) if table.configured("route") or table.home.data else ()
    return [route for part in parts if (route := routes.inline(estate, table, part))], ()


def _standalone(estate: Estate, said: Children, key: str) -> tuple[Route, ...]:
    return tuple(route for resource in said.of(key) if (route := routes.standalone(estate, resource)))


def _previous(estate: Estate) -> Mapping[str, set[object]]:
    found: dict[str, set[object]] = {}
    for resource in estate.previous("aws_route"):
        table, route = estate.key(resource, "route_table_id", TABLE), routes.standalone(estate, resource)
        if isinstance(table, Known) and route:
            found.setdefault(table.value, set()).add(_what(route))
    return found


def _what(route: Route) -> object:
    return (route.destination, route.target)


def _propagating(
    estate: Estate, table: Resource | None, propagations: Children, key: str = ""
) -> Value[tuple[str, ...]]:
    if propagations.strays:
        return propagations.strays[0]
    own = estate.keys(table, "propagating_vgws", VPN) if table is not None else Known(())
    if not isinstance(own, Known):
        return own
    found = list(own.value)
    for resource in propagations.of(key or (estate.key_of(table) if table else "")):
        gateway = estate.key(resource, "vpn_gateway_id", VPN)
        if not isinstance(gateway, Known):
            return gateway
        found.append(gateway.value)
    return Known(tuple(dict.fromkeys(found)))
