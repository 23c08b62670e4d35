"""The healthy world: everything is reached from every subnet and nothing gets out or in."""

from __future__ import annotations

import pytest

from sealane.reachability.reach import way
from sealane.reachability.seats import seats_of
from sealane.reachability.ways_in import ways_in
from sealane.reachability.ways_out import ways_out
from sealane.verdicts.verdict import Verdict
from sealane.world.services import Service
from tests.unit.reachability.estate import GOALS, LAYERS, LOGIN, findings, healthy, traces


def test_every_goal_is_reached_from_every_subnet() -> None:
    """Nothing stands in the way, and nothing is left open."""
    assert findings(healthy()) == {}
    assert all(not trace.open for goal in GOALS.values() for trace in traces(healthy(), goal))


def test_nothing_gets_out_or_in() -> None:
    """The seal holds in both directions, for certain."""
    world = healthy()
    for seat in seats_of(world, world.table(Service)["app"]):
        assert ways_out(world, seat).verdict is Verdict.HOLDS
        assert ways_in(world, seat).verdict is Verdict.HOLDS


def test_hops_tell_the_way_there_and_back() -> None:
    """A trace names what looked at the packet in order, and each rule that decided."""
    trace = traces(healthy(), LOGIN)[0]
    assert [(hop.kind, hop.rule.name, hop.does) for hop in trace.forward] == [
        ("name-server", "vpc", "resolves"),
        ("name-server", "endpoint-ecr.api", "resolves"),
        ("security-group", "egress ends", "allows"),
        ("network-acl", "vpc", "allows"),
        ("route-table", "tasks", "routes"),
        ("network-acl", "vpc", "allows"),
        ("security-group", "ingress tasks", "allows"),
        ("endpoint", "endpoint-ecr.api", "delivers"),
    ]
    assert [(hop.kind, hop.detail) for hop in trace.back] == [
        ("network-acl", "out of ends-a"),
        ("route-table", "local"),
        ("network-acl", "into tasks-a"),
    ]


@pytest.mark.parametrize(("goal", "name"), [(LOGIN, "endpoint-ecr.api"), (LAYERS, "endpoint-s3")])
def test_a_way_names_the_endpoint_that_carries_it(goal: object, name: str) -> None:
    """The endpoint is there for the policy that must allow the call."""
    world = healthy()
    seat = seats_of(world, world.table(Service)["app"])[0]
    found = way(world, seat, goal)  # type: ignore[arg-type]
    assert [endpoint.id for endpoint in found.endpoints] == [name]
    assert not found.internet
