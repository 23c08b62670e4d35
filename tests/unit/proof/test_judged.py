"""A world that is edited in memory has the proof of a world that is proved anew, and little of it is judged again."""

from __future__ import annotations

import pytest

from sealane.proof.judged import Judged
from sealane.proof.prove import prove
from sealane.records import replace
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.values import Known, Origin
from sealane.world.world import Fact, World
from tests.worlds.healthy import ACL, ENDPOINTS, ROUTE_TABLES, TASKS, healthy
from tests.worlds.wounds.everything import WOUNDS


def differing(one: World, other: World) -> list[Fact]:
    """Return the facts of one world that the other has otherwise, where both have them."""
    return [
        fact
        for kind, table in other.tables.items()
        for key, fact in table.items()
        if one.tables.get(kind, {}).get(key, fact) != fact
    ]


@pytest.mark.parametrize("name", WOUNDS)
def test_wounded_and_healed_again_it_has_the_proof_of_a_new_look(name: str) -> None:
    """Every fact that a wound changes gives, put into a world in memory, the proof that a new look gives; and back."""
    world = healthy()
    judged = Judged(world)
    facts = differing(world, WOUNDS[name].broken)
    judged.change(*facts)
    assert judged.proof == prove(world.with_facts(*facts))
    judged.change(*(world.tables[type(fact)][fact.id] for fact in facts))
    assert judged.proof == prove(world)


def two() -> World:
    """Return a world with a second service in groups of its own."""
    world = healthy()
    (service,) = world.table(Service).values()
    group = world.table(SecurityGroup)[TASKS]
    other = replace(group, id="sg-other", origin=Origin("sg-other"))
    return world.with_facts(
        other, replace(service, id="other", origin=Origin("other"), security_groups=Known(("sg-other",)))
    )


def test_only_what_a_change_has_a_part_in_is_judged_again() -> None:
    """A group's rule is of its own service's account alone, an endpoint's of both, one that nobody uses of none."""
    world = two().with_facts(replace(two().table(SecurityGroup)[TASKS], id="sg-idle", origin=Origin("sg-idle")))
    judged = Judged(world)
    groups = world.table(SecurityGroup)
    assert judged.change(replace(groups["sg-other"], rules=())) == ("other",)
    assert judged.change(replace(groups["sg-idle"], rules=())) == ()
    assert set(judged.change(replace(groups[ENDPOINTS], rules=()))) == set(world.table(Service))
    assert judged.proof == prove(judged.world)
    assert {one.starts for one in judged.proof.services} == {Verdict.FAILS}


def test_services_asked_for_alone_are_judged_as_among_all() -> None:
    """Proved alone a service is what it is among all, advice about what its neighbours need with it."""
    world = two()
    for whole in prove(world).services:
        assert prove(world, only={whole.service.id}).services == (whole,)


def test_what_is_read_beside_the_network_is_judged_from_the_start() -> None:
    """An endpoint has a policy, and what is new has no reader yet, so all is looked at again."""
    world = two()
    judged = Judged(world)
    endpoint = next(iter(world.table(Endpoint).values()))
    everybody = tuple(world.table(Service))
    assert judged.change(replace(endpoint, private_dns=Known(False))) == everybody  # noqa: FBT003 - a value
    assert judged.proof == prove(judged.world)
    assert judged.change(replace(world.table(SecurityGroup)[TASKS], id="sg-new")) == everybody


def test_names_of_the_fixtures_are_facts() -> None:
    """The followed kinds stand in the healthy world, or the other tests would be empty."""
    tables = healthy().tables
    known = {key for table in tables.values() for key in table}
    assert {TASKS, ENDPOINTS, ACL, *ROUTE_TABLES} <= known
