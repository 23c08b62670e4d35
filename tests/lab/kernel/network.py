"""A small network that is all right: two hosts of one VPC, its router, a gateway, and what lies outside.

`a` has a public address, `b` has none. The VPC's router keeps a table of routes for each host.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv4Interface, IPv6Interface, ip_network
from typing import Any

from sealane.lab.blueprint.addresses import Assigned
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.gates import Gate, GateRule, Masquerade, Match, Outcome, Pairing, Side
from sealane.lab.blueprint.names import Servers
from sealane.lab.blueprint.routes import MAIN_TABLE, Lookup, RouteKind, Way
from sealane.lab.blueprint.spaces import End, Link, Space, SpaceKind
from sealane.records import replace

A, B = "10.0.0.10", "10.0.1.20"
A6, B6 = "2001:db8:0:1::10", "2001:db8:0:2::20"
PUBLIC = "198.18.0.10"
RESOLVER = "10.0.0.2"
ELSEWHERE, ELSEWHERE6 = "192.0.2.80", "2a00::80"
TABLES = {"a": 1000, "b": 1001}
EVERYTHING = (ip_network("0.0.0.0/0"), ip_network("::/0"))


def interface(address: str) -> Assigned:
    """Return an address as a device has it, alone in its block."""
    return IPv6Interface(f"{address}/128") if ":" in address else IPv4Interface(f"{address}/32")


def host(name: str, *addresses: str) -> tuple[Space, Link, tuple[Way, ...]]:
    """Return a host with its cable to the router, and its ways to everywhere."""
    assigned = tuple(interface(address) for address in addresses)
    ways = tuple(
        Way(space=name, destination=everything, device="eth0", source=address.ip)
        for everything in EVERYTHING
        for address in assigned
        if address.version == everything.version
    )
    link = Link(one=End(space=name, device="eth0", addresses=assigned), other=End(space="router", device=f"i-{name}"))
    return Space(name=name, kind=SpaceKind.TASK, stands_for=name), link, ways


def routes(table: int, hosts: Mapping[str, Sequence[str]]) -> tuple[Way, ...]:
    """Return a table of the router: the hosts, nothing else of the VPC, and everything else by the gateway."""
    known = tuple(
        Way(space="router", destination=interface(address).network, table=table, device=f"i-{name}")
        for name, addresses in hosts.items()
        for address in addresses
    )
    rest = Way(space="router", destination=ip_network("10.0.0.0/16"), table=table, kind=RouteKind.BLACKHOLE)
    beyond = tuple(Way(space="router", destination=one, table=table, device="gateway") for one in EVERYTHING)
    return (*known, rest, *(beyond if table != MAIN_TABLE else ()))


def edge() -> tuple[tuple[Space, ...], tuple[Link, ...], tuple[Way, ...]]:
    """Return the gateway and what lies outside, which answers for everything but for the public addresses."""
    spaces = (
        Space(name="gateway", kind=SpaceKind.EDGE, stands_for="gateway", forwards=True),
        Space(
            name="outside",
            kind=SpaceKind.OUTSIDE,
            stands_for="internet",
            forwards=True,
            answers_for=tuple(map(str, EVERYTHING)),
        ),
    )
    links = (
        Link(one=End(space="gateway", device="vpc"), other=End(space="router", device="gateway")),
        Link(one=End(space="gateway", device="beyond"), other=End(space="outside", device="gateway")),
    )
    inwards = [("gateway", block, "vpc") for block in ("10.0.0.0/16", "2001:db8::/32")]
    back = [("outside", block, "gateway") for block in (f"{PUBLIC}/32", "2001:db8::/32")]
    ways = [Way(space=space, destination=ip_network(block), device=device) for space, block, device in inwards + back]
    ways += [Way(space="gateway", destination=everything, device="beyond") for everything in EVERYTHING]
    return spaces, links, tuple(ways)


def network(*gates: Gate, sets: Mapping[str, tuple[str, ...]] | None = None) -> Blueprint:
    """Return the network, with gates."""
    hosts = {"a": (A, A6), "b": (B, B6)}
    router = Space(name="router", kind=SpaceKind.ROUTER, stands_for="vpc", forwards=True, own=(interface(RESOLVER),))
    edge_spaces, edge_links, edge_ways = edge()
    made = [host(name, *addresses) for name, addresses in hosts.items()]
    return Blueprint(
        spaces=(router, *(space for space, _, _ in made), *edge_spaces),
        links=(*(link for _, link, _ in made), *edge_links),
        ways=(
            *(way for _, _, ways in made for way in ways),
            *(way for table in (MAIN_TABLE, *TABLES.values()) for way in routes(table, hosts)),
            *edge_ways,
        ),
        lookups=(
            *(Lookup(space="router", arriving_on=f"i-{name}", table=table) for name, table in TABLES.items()),
            Lookup(space="router", arriving_on="gateway", table=MAIN_TABLE),
        ),
        gates=gates,
        pairings=(
            Pairing(space="gateway", outside_device="beyond", inside=IPv4Address(A), outside=IPv4Address(PUBLIC)),
        ),
        servers=(Servers(space="a", addresses=(IPv4Address(RESOLVER),)),),
        sets=sets or {},
    )


def translated(blueprint: Blueprint) -> Blueprint:
    """Return the network with `b` as a forwarder that sends on, in its own name, what `a` sends to elsewhere."""
    spaces = tuple(replace(space, forwards=True) if space.name == "b" else space for space in blueprint.spaces)
    ways = tuple(
        replace(way, device="i-b")
        if way.space == "router" and way.table == TABLES["a"] and way.device == "gateway"
        else way
        for way in blueprint.ways
    )
    masquerade = Masquerade(space="b", leaving_by="eth0", address=IPv4Address(B))
    pairing = Pairing(space="gateway", outside_device="beyond", inside=IPv4Address(B), outside=IPv4Address(PUBLIC))
    return replace(blueprint, spaces=spaces, ways=ways, masquerades=(masquerade,), pairings=(pairing,))


def gate(space: str, side: Side, *rules: GateRule, tracked: bool = True, name: str = "gate") -> Gate:
    """Return a gate that drops what none of its rules is about."""
    return Gate(space=space, name=name, side=side, rules=rules, tracked=tracked)


def accept(origin: str = "accepts", /, **match: Any) -> GateRule:
    """Return a rule that lets pass what matches."""
    return GateRule(match=Match(**match), outcome=Outcome.ACCEPT, origin=origin)


def drop(origin: str = "drops", /, **match: Any) -> GateRule:
    """Return a rule that drops what matches."""
    return GateRule(match=Match(**match), outcome=Outcome.DROP, origin=origin)
