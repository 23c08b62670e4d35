"""Ways in: by the task's own public address, over IPv6, by a load balancer that faces the internet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.reachability.seats import seats_of
from sealane.reachability.ways_in import ways_in
from sealane.world.gateways import GatewayKind
from sealane.world.load_balancers import Listener, LoadBalancer
from sealane.world.security_groups import Direction, PeerKind
from sealane.world.services import Service
from sealane.world.values import Known, Unknown
from sealane.world.vpcs import BlockPublicAccess
from sealane.world.world import Fact
from tests.unit.reachability.estate import (
    TASKS,
    acl,
    entry,
    everything,
    group,
    origin,
    route,
    rule,
    service,
    subnet,
    table,
    wounded,
)
from tests.unit.reachability.test_public_paths import IGW
from tests.unit.reachability.test_ways_out import ipv6

IN, OUT = Direction.INGRESS, Direction.EGRESS
ANYBODY = rule(IN, "0.0.0.0/0", kind=PeerKind.CIDR)
DIRECT: tuple[Fact, ...] = (
    IGW,
    table("tasks", ("tasks-a", "tasks-b"), route("0.0.0.0/0", "igw")),
    service(public_address=Known(value=True)),
    group("tasks", *TASKS.rules, ANYBODY),
)


def leaks(*facts: Fact) -> list[str]:
    """Return what surely comes in to the first subnet, or that nobody knows."""
    world = wounded(*facts)
    found = ways_in(world, seats_of(world, world.table(Service)["app"])[0])
    return [leak.block.origin.name for leak in found.leaks] + (["unknown"] if found.open else [])


def test_a_public_address_that_a_group_opens_is_reached() -> None:
    """Address, route, group and ACL together are a way in."""
    assert leaks(*DIRECT) == ["app"]


@pytest.mark.parametrize(
    "fact",
    [
        TASKS,
        group("tasks", *TASKS.rules, rule(IN, "10.0.0.0/8", kind=PeerKind.CIDR)),
        service(),
        table("tasks", ("tasks-a", "tasks-b")),
        replace(IGW, vpcs=Known(())),
        acl("guard", ("tasks-a",), entry(OUT, 1, "0.0.0.0/0"), entry(IN, 1, "10.0.0.0/8")),
        BlockPublicAccess(id="bpa", origin=origin("bpa"), mode=Known("block-ingress")),
    ],
)
def test_any_closed_layer_keeps_strangers_out(fact: Fact) -> None:
    """Each alone is enough."""
    assert leaks(*DIRECT, fact) == []


def test_an_address_that_is_not_known_is_unknown() -> None:
    """What an apply decides may open the way."""
    assert leaks(*DIRECT, service(public_address=Unknown("x"))) == ["unknown"]


def test_ipv6_comes_in_by_internet_gateways_only() -> None:
    """An egress-only gateway lets nobody start a connection."""
    admits = group("tasks", everything(OUT, "::/0"), everything(IN, "::/0"))
    assert leaks(*ipv6("gateway", GatewayKind.INTERNET), admits) == ["app"]
    assert leaks(*ipv6("gateway", GatewayKind.EGRESS_ONLY), admits) == []
    assert leaks(*ipv6("gateway", GatewayKind.INTERNET)) == []


FRONT = LoadBalancer(
    id="front",
    origin=origin("front"),
    kind=Known("application"),
    internal=Known(value=False),
    subnets=Known(("front-a", "front-b")),
    security_groups=Known(("front",)),
    listeners=(Listener(origin=origin("listener"), port=Known(443), targets=Known(("target-group",))),),
)
BALANCED: tuple[Fact, ...] = (
    IGW,
    FRONT,
    subnet("front-a", "10.0.31.0/24"),
    subnet("front-b", "10.0.32.0/24"),
    table("front", ("front-a", "front-b"), route("0.0.0.0/0", "igw")),
    group("front", ANYBODY, everything(OUT)),
    group("tasks", *TASKS.rules, rule(IN, "front", from_port=Known(8080), to_port=Known(8080))),
    service(targets=Known((("target-group", 8080),))),
)


def test_a_load_balancer_that_faces_the_internet_is_a_way_in() -> None:
    """It brings strangers to a task that has no public address."""
    assert leaks(*BALANCED) == ["front"]


@pytest.mark.parametrize(
    "fact",
    [
        replace(FRONT, internal=Known(value=True)),
        replace(FRONT, listeners=()),
        service(),
        TASKS,
        group("front", everything(OUT)),
        group("front", ANYBODY),
        group("front", rule(IN, "10.0.0.0/8", kind=PeerKind.CIDR), everything(OUT)),
        table("front", ("front-a", "front-b")),
        replace(IGW, vpcs=Known(())),
        acl("guard", ("front-a", "front-b"), entry(OUT, 1, "0.0.0.0/0"), entry(IN, 1, "10.0.0.0/8")),
    ],
)
def test_a_load_balancer_without_a_whole_way_is_none(fact: Fact) -> None:
    """Its scheme, its listener, its groups, its route, and the task's group are all needed."""
    assert leaks(*BALANCED, fact) == []


def test_a_network_load_balancer_needs_no_group() -> None:
    """One without groups is filtered by the task's groups and ACLs alone."""
    plain = replace(FRONT, kind=Known("network"), security_groups=Known(()))
    by_block = group("tasks", rule(IN, "10.0.0.0/16", kind=PeerKind.CIDR, from_port=Known(0), to_port=Known(65535)))
    assert leaks(*BALANCED, plain, by_block) == ["front"]
    assert leaks(*BALANCED, plain) == []


def test_what_is_not_known_of_a_load_balancer_is_unknown() -> None:
    """A scheme or targets that an apply decides may be a way in."""
    assert leaks(*BALANCED, replace(FRONT, internal=Unknown("x"))) == ["unknown"]
    assert leaks(*BALANCED, service(targets=Unknown("x"))) == ["unknown"]
