"""Services that share their places and what was found of them share a box; those that fail stay alone."""

from __future__ import annotations

from dataclasses import replace

from sealane.drawing.picture import Picture
from sealane.verdicts.verdict import Verdict
from sealane.world.services import Service
from sealane.world.values import Known
from sealane.world.world import World
from tests.unit.drawing.pictures import drawn
from tests.worlds import healthy as well


def test_few_services_are_drawn_one_by_one() -> None:
    """Up to four services of a VPC have a box each."""
    assert _sizes(drawn(_world(4))) == [1, 1, 1, 1]


def test_many_alike_share_a_box() -> None:
    """More of them share one, with all of their numbers, and their arrows are drawn once."""
    picture = drawn(_world(12))
    (group,) = picture.vpcs[0].groups
    assert group.services == tuple(range(12))
    assert [len(arrow.services) for arrow in picture.arrows] == [12] * len(drawn(_world(1)).arrows)


def test_failing_ones_stay_single_until_they_are_many() -> None:
    """A few that fail stand alone in front, however alike; many that fail in the same way share a box too."""
    few = drawn(_world(12, public=2)).vpcs[0].groups
    assert [(len(group.services), group.verdict) for group in few] == [
        (1, Verdict.FAILS),
        (1, Verdict.FAILS),
        (10, Verdict.HOLDS),
    ]
    many = drawn(_world(12, public=5)).vpcs[0].groups
    assert [(len(group.services), group.verdict) for group in many] == [(5, Verdict.FAILS), (7, Verdict.HOLDS)]


def test_places_that_differ_are_boxes_that_differ() -> None:
    """Services in one zone do not share a box with those in two."""
    facts = [replace(_service(number), subnets=Known(well.SUBNETS[:1])) for number in range(3)]
    picture = drawn(_world(8).with_facts(*facts))
    assert sorted(_sizes(picture)) == [3, 5]


def test_own_groups_make_boxes_only_while_they_are_few() -> None:
    """Two families of groups are two boxes; a group for each of many services is none."""
    two = _world(8).with_facts(*(_grouped(number, f"sg-{number % 2}") for number in range(8)))
    assert sorted(_sizes(drawn(two))) == [4, 4]
    each = _world(12).with_facts(*(_grouped(number, f"sg-{number}") for number in range(12)))
    assert _sizes(drawn(each)) == [12]


def test_causes_make_boxes_where_facts_would_make_too_many() -> None:
    """Many that fail by one cause in facts of their own share a box; a few of them are told apart."""
    few = _world(9).with_facts(*(_lost(number) for number in range(4)))
    assert _sizes(drawn(few)) == [1, 1, 1, 1, 5]
    many = _world(20).with_facts(*(_lost(number) for number in range(12)))
    assert _sizes(drawn(many)) == [12, 8]


def _sizes(picture: Picture) -> list[int]:
    return [len(group.services) for frame in picture.vpcs for group in frame.groups]


def _service(number: int) -> Service:
    name = f"service-{number:02}"
    return replace(well.service(), id=name, origin=well.origin(name), name=Known(name))


def _world(count: int, public: int = 0) -> World:
    """Return a world of so many services, some of which run a task definition that nobody may start."""
    wrong = replace(well.task(), id="wrong", cpu=Known("3"))
    services = [
        replace(_service(number), task_definition=Known("wrong")) if number < public else _service(number)
        for number in range(count)
    ]
    lost = [
        replace(well.task(), id=f"lost-{number}", origin=well.origin(f"lost-{number}"), cpu=Known("3"))
        for number in range(count)
    ]
    return well.healthy(wrong, *services, *lost).without(Service, well.SERVICE)


def _grouped(number: int, group: str) -> Service:
    return replace(_service(number), security_groups=Known((well.TASKS, group)))


def _lost(number: int) -> Service:
    """Return a service with a task definition of its own that nobody may start."""
    return replace(_service(number), task_definition=Known(f"lost-{number}"))
