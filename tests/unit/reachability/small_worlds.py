"""Strategies: small worlds in which rules, entries and routes from small pools meet everything often."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.interfaces import Instance
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.values import Known
from sealane.world.world import Fact, Source, World, world_of
from tests.unit.reachability.estate import (
    FACTS,
    S3,
    S3_LIST,
    acl,
    endpoint,
    entry,
    everything,
    gateway_endpoint,
    group,
    origin,
    route,
    rule,
    service,
    subnet,
    table,
)

IN, OUT = Direction.INGRESS, Direction.EGRESS
BLOCKS = (
    "0.0.0.0/0",
    "10.0.0.0/16",
    "10.0.1.0/28",
    "10.0.1.8/29",
    "10.0.2.0/28",
    "10.0.2.5/32",
    "52.0.0.0/8",
    "8.8.8.8/32",
)
LISTED = ("52.216.0.0/24",)
PORTS = ((0, 65535), (443, 443), (1024, 65535), (32768, 61000), (50000, 65535), (53, 53))
PROTOCOLS = ("tcp", "tcp", "tcp", "udp", "icmp", "-1")
OUTER_PORTS = (53, 443, 444, 32768, 50000, 61000, 65535)


def _often(draw: st.DrawFn) -> bool:
    return draw(st.sampled_from((True, True, False)))


@st.composite
def rules(draw: st.DrawFn, direction: Direction, groups: tuple[str, ...]) -> GroupRule:
    """Draw a rule of a group."""
    kind = draw(st.sampled_from((PeerKind.CIDR, PeerKind.CIDR, PeerKind.GROUP, PeerKind.PREFIX_LIST)))
    pool = {PeerKind.CIDR: BLOCKS, PeerKind.GROUP: groups, PeerKind.PREFIX_LIST: (S3_LIST,)}[kind]
    protocol = draw(st.sampled_from(PROTOCOLS))
    low, high = draw(st.sampled_from(PORTS)) if protocol in ("tcp", "udp") else (-1, -1)
    return rule(
        direction,
        draw(st.sampled_from(pool)),
        kind=kind,
        protocol=Known(protocol),
        from_port=Known(low),
        to_port=Known(high),
    )


@st.composite
def entries(draw: st.DrawFn, number: int) -> AclEntry:
    """Draw an entry of an ACL under a number."""
    protocol = draw(st.sampled_from(("6", "6", "-1", "17", "1")))
    low, high = draw(st.sampled_from(PORTS)) if protocol in ("6", "17") else (-1, -1)
    return entry(
        draw(st.sampled_from((IN, OUT))),
        number,
        draw(st.sampled_from(BLOCKS)),
        allow=Known(draw(st.booleans())),
        protocol=Known(protocol),
        from_port=Known(low),
        to_port=Known(high),
    )


@st.composite
def acls(draw: st.DrawFn, name: str) -> NetworkAcl:
    """Draw an ACL of a subnet that often ends by allowing everything."""
    numbers = draw(st.lists(st.integers(1, 90), max_size=4, unique=True))
    drawn = [draw(entries(number)) for number in numbers]
    last = [entry(way, 100, "0.0.0.0/0") for way in (IN, OUT)] if _often(draw) else []
    return acl(f"acl-{name}", (name,), *drawn, *last)


@st.composite
def routes(draw: st.DrawFn, targets: tuple[str, ...]) -> tuple[Route, ...]:
    """Draw a few routes to public blocks."""
    blocks = draw(
        st.lists(st.sampled_from(("0.0.0.0/0", "52.0.0.0/8", "52.216.0.0/25", "8.8.8.8/32")), unique=True, max_size=3)
    )
    return tuple(route(block, draw(st.sampled_from(targets)), active=_often(draw) or _often(draw)) for block in blocks)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a world of one VPC: tasks, an endpoint, a public subnet, gateways of every kind that counts here."""
    names = ("tasks", "ends", "forwarders")
    groups: list[SecurityGroup] = []
    for name in names:
        own = draw(st.lists(st.one_of(rules(OUT, names), rules(IN, names)), max_size=4))
        open_ = [everything(way) for way in (IN, OUT) if _often(draw)]
        groups.append(group(name, *own, *open_))
    tasks: RouteTable = table("tasks", ("tasks-a",), *draw(routes(("igw", "nat", "i"))))
    public = table("public", ("public-a",), *draw(routes(("igw",))))
    chosen = [name for name in ("tasks-a", "ends-a", "public-a") if not _often(draw)]
    facts: list[Fact] = [
        *FACTS,
        subnet("tasks-a", "10.0.1.0/28"),
        subnet("ends-a", "10.0.2.0/28"),
        subnet("public-a", "10.0.3.0/28"),
        *groups,
        tasks,
        public,
        *(draw(acls(name)) for name in chosen),
        *_gateways(draw),
        *_endpoints(draw),
        service(subnets=Known(("tasks-a",)), public_address=Known(draw(st.booleans()))),
    ]
    return world_of(Source(kind="terraform-plan", name="plan.json"), facts)


def _gateways(draw: st.DrawFn) -> tuple[Fact, ...]:
    vpcs = Known(("vpc",) if _often(draw) else ())
    where = Known(draw(st.sampled_from(("public-a", "public-a", "tasks-a"))))
    return (
        Gateway(id="igw", origin=origin("igw"), kind=GatewayKind.INTERNET, vpcs=vpcs),
        NatGateway(id="nat", origin=origin("nat"), subnet=where, public=Known(_often(draw))),
        Instance(
            id="i",
            origin=origin("i"),
            subnet=Known("public-a"),
            security_groups=Known(("forwarders",)),
            check=Known(not _often(draw)),
            public=Known(_often(draw)),
        ),
    )


def _endpoints(draw: st.DrawFn) -> tuple[Fact, ...]:
    where = draw(st.sampled_from(("ends-a", "ends-a", "tasks-a")))
    address = {"ends-a": "10.0.2.5", "tasks-a": "10.0.1.5"}[where]
    tables = Known(("tasks",) if draw(st.booleans()) else ())
    api: Endpoint = endpoint("ecr.api", subnets=Known((where,)), addresses=((where, address),))
    return (
        api,
        gateway_endpoint(route_tables=tables),
        PrefixList(id=S3_LIST, origin=origin(S3_LIST), name=Known(S3), cidrs=Known(LISTED), aws=Known(value=True)),
    )


def renamed(value: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - facts of every type
    """Return a fact, or anything inside one, in which some names are others."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(renamed(one, names) for one in value)
    fields = getattr(type(value), "__dataclass_fields__", {})
    changes = {name: renamed(getattr(value, name), names) for name in fields}
    return replace(value, **changes) if fields else value
