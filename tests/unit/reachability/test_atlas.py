"""An atlas answers as a fresh look would, also after facts have changed, and forgets no more than it must."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.reachability.atlas import Atlas, atlas_of
from sealane.reachability.reach import reach
from sealane.reachability.seats import seats_of
from sealane.reachability.ways_in import ways_in
from sealane.reachability.ways_out import ways_out
from sealane.world.endpoints import Endpoint
from sealane.world.security_groups import Direction
from sealane.world.services import Service
from sealane.world.values import Known
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, World
from tests.unit.reachability.estate import (
    GOALS,
    acl,
    changed,
    endpoint,
    gateway_endpoint,
    group,
    healthy,
    route,
    rule,
    service,
    subnet,
    table,
    vpc,
)
from tests.unit.reachability.test_public_paths import BY_NAT, IGW


def everything_of(atlas: Atlas | World) -> list[object]:
    """Ask everything of every seat."""
    world = atlas.world if isinstance(atlas, Atlas) else atlas
    seats = [seat for one in world.table(Service).values() for seat in seats_of(atlas, one)]
    answers: list[object] = [reach(atlas, seat, goal) for seat in seats for goal in GOALS.values()]
    return answers + [ways_out(atlas, seat) for seat in seats] + [ways_in(atlas, seat) for seat in seats]


CHANGES: tuple[Fact, ...] = (
    group("ends"),
    group("tasks", rule(Direction.EGRESS, "ends")),
    table("tasks", ("tasks-a",)),
    table("tasks", ("tasks-a", "tasks-b"), route("0.0.0.0/0", "nat")),
    acl("guard", ("tasks-a",)),
    endpoint("ecr.api", private_dns=Known(value=False)),
    endpoint("ecr.api", vpc=Known("other")),
    gateway_endpoint(route_tables=Known(())),
    vpc(dns_support=Known(value=False)),
    subnet("tasks-a", "10.0.3.0/24"),
    service(public_address=Known(value=True)),
    IGW,
)


@pytest.mark.parametrize("fact", CHANGES, ids=[f"{place} {one.id}" for place, one in enumerate(CHANGES)])
def test_a_moved_atlas_answers_as_a_new_one(fact: Fact) -> None:
    """After any fact has changed, what is remembered is what a fresh look finds, there and back again."""
    old = healthy().with_facts(*BY_NAT).with_facts(*(one for one in CHANGES if one is IGW))
    atlas = Atlas(old)
    before = everything_of(atlas)
    new = old.with_facts(fact)
    assert everything_of(atlas.moved(new, [(type(fact), fact.id)])) == everything_of(Atlas(new))
    assert everything_of(atlas.moved(old, [(type(fact), fact.id)])) == before


def test_a_fact_that_goes_or_comes_is_noticed() -> None:
    """Absence is an answer too, so a fact that comes after it was looked for counts."""
    old = healthy()
    atlas = Atlas(old)
    everything_of(atlas)
    gone = old.without(Endpoint, "endpoint-logs")
    assert everything_of(atlas.moved(gone, [(Endpoint, "endpoint-logs")])) == everything_of(Atlas(gone))
    assert everything_of(atlas.moved(old, [(Endpoint, "endpoint-logs")])) == everything_of(Atlas(old))


def test_only_what_was_made_of_a_fact_is_forgotten() -> None:
    """A group of one service leaves the answers about another one as they are: the very same values."""
    other = replace(service(), id="other", security_groups=Known(("other",)))
    tasks = healthy().table(type(group("tasks")))["tasks"]
    world = healthy().with_facts(other, changed(tasks, id="other"))
    atlas = Atlas(world)
    seat, mine = seats_of(atlas, other)[0], seats_of(atlas, world.table(Service)["app"])[0]
    kept, dropped = reach(atlas, seat, GOALS["login"]), reach(atlas, mine, GOALS["login"])
    atlas.moved(world.with_facts(group("tasks")), [(type(tasks), "tasks")])
    assert reach(atlas, seat, GOALS["login"]) is kept
    assert reach(atlas, mine, GOALS["login"]) != dropped


def test_one_world_has_one_atlas_while_it_is_asked() -> None:
    """Questions in a row share what was worked out; another world has its own, and a moved atlas its new one."""
    world, other = healthy(), healthy()
    assert atlas_of(world) is atlas_of(world)
    assert atlas_of(other) is not atlas_of(world)
    atlas = atlas_of(world)
    changed_world = world.with_facts(vpc())
    atlas.moved(changed_world, [(Vpc, "vpc")])
    assert atlas_of(changed_world) is atlas
    assert atlas_of(world) is not atlas
