"""Places that are alike share what is certain, and nothing else: the short question never says more than the long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from sealane.reachability.alike import like_of, sure_way, surely_shut
from sealane.reachability.atlas import Atlas
from sealane.reachability.reach import way
from sealane.reachability.seats import seats_of
from sealane.reachability.ways_in import ways_in
from sealane.reachability.ways_out import ways_out
from sealane.records import replace
from sealane.verdicts.verdict import Verdict
from sealane.world.security_groups import Direction, PeerKind, SecurityGroup
from sealane.world.services import Service
from sealane.world.values import Known, Origin
from sealane.world.world import World
from tests.thoroughness import examples
from tests.unit.reachability.estate import GOALS, TASKS, group, healthy, rule
from tests.unit.reachability.small_worlds import worlds
from tests.worlds.wounds.everything import WOUNDS

TWIN = "twin"


def twins(world: World) -> World:
    """Return the world with a twin of each service, in groups of its own with the same rules."""
    facts: list[Service | SecurityGroup] = []
    for service in world.table(Service).values():
        keys = service.security_groups.value if isinstance(service.security_groups, Known) else ()
        own = [one for key in keys if (one := world.table(SecurityGroup).get(key)) is not None and not one.default]
        facts += [replace(one, id=f"{TWIN} {one.id}", origin=Origin(f"{TWIN} {one.id}")) for one in own]
        named = tuple(f"{TWIN} {key}" if key in {one.id for one in own} else key for key in keys)
        groups = Known(named) if isinstance(service.security_groups, Known) else service.security_groups
        facts.append(replace(service, id=TWIN, origin=Origin(TWIN), security_groups=groups))
    return world.with_facts(*facts)


def assert_as_long(world: World) -> int:
    """Ask both questions of every seat, and return how many were answered the short way."""
    atlas, sure = Atlas(world), 0
    for seat in [seat for one in world.table(Service).values() for seat in seats_of(atlas, one)]:
        like = like_of(atlas, seat)
        for goal in GOALS.values():
            short, long = sure_way(atlas, seat, like, goal, atlas.interned(goal)), way(Atlas(world), seat, goal)
            if short is None:
                continue
            sure += 1
            assert long.trace.verdict is Verdict.HOLDS
            assert (short.endpoints, short.internet) == (long.endpoints, long.internet)
            assert short.trace.forward[-1] == long.trace.forward[-1]
        leaks = (ways_out(Atlas(world), seat), ways_in(Atlas(world), seat))
        assert surely_shut(atlas, seat, like) is (not any(one.leaks or one.open for one in leaks))
    return sure


@settings(max_examples=examples(40))
@given(worlds())
def test_short_question_says_no_more_than_the_long_one(world: World) -> None:
    """On any drawn world with twins in it, what is sure by the short question holds by the long one, the same way."""
    assert_as_long(twins(world))


@pytest.mark.parametrize("name", WOUNDS)
def test_nor_does_it_on_wounds(name: str) -> None:
    """The same of every wound, in which most of what does not fail is answered the short way."""
    assert_as_long(twins(WOUNDS[name].broken))


def test_most_is_answered_the_short_way() -> None:
    """In the healthy world every goal that is reached surely is, by both twins."""
    world = twins(healthy())
    seats = [seat for one in world.table(Service).values() for seat in seats_of(world, one)]
    holding = [way(world, seat, goal) for seat in seats for goal in GOALS.values()]
    assert assert_as_long(world) == sum(one.trace.verdict is Verdict.HOLDS for one in holding) > 0


def by_blocks() -> World:
    """Return the healthy world with twins, where endpoints and mount targets admit blocks and name no group."""
    inside = rule(Direction.INGRESS, "10.0.0.0/16", kind=PeerKind.CIDR)
    files = rule(Direction.INGRESS, "10.0.0.0/16", kind=PeerKind.CIDR, from_port=Known(2049), to_port=Known(2049))
    return twins(healthy().with_facts(group("ends", inside), group("mounts", files)))


def test_groups_that_are_admitted_by_their_blocks_are_asked_once() -> None:
    """Where no rule names a task's groups, both twins get every answer from the same short question."""
    assert_as_long(by_blocks())
    atlas = Atlas(by_blocks())
    first, second = (seats_of(atlas, atlas.world.table(Service)[key])[0] for key in ("app", TWIN))
    for goal in GOALS.values():
        aim = atlas.interned(goal)
        assert sure_way(atlas, first, like_of(atlas, first), goal, aim) is sure_way(
            atlas, second, like_of(atlas, second), goal, aim
        )


def test_places_with_equal_rules_are_alike() -> None:
    """Groups with the same rules are one; a rule less, or a rule that names one of them, tells them apart."""
    world = by_blocks()
    tasks = world.table(SecurityGroup)[TASKS.id]
    less = replace(tasks, rules=tasks.rules[:-1])
    names = group("else", rule(Direction.INGRESS, TASKS.id))
    for changed, alike in ((tasks, True), (less, False), (names, False)):
        atlas = Atlas(world.with_facts(changed))
        one, other = (like_of(atlas, seats_of(atlas, atlas.world.table(Service)[key])[0]) for key in ("app", TWIN))
        assert (one == other) is alike
