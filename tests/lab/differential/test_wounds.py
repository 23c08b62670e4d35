"""Each network wound of the healthy world, step by step: the lab loses what the proof says it loses, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address

import pytest

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.listeners import Stands
from sealane.lab.survey.survey import survey
from sealane.reachability.atlas import atlas_of
from sealane.reachability.goal import HostGoal, MountGoal, goal_of
from sealane.reachability.reach import reach
from sealane.reachability.seats import seats_of
from sealane.startup.sequence import steps
from sealane.verdicts.verdict import Verdict
from sealane.world.services import Service
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known
from sealane.world.world import World
from tests.lab.differential.comparison import on_paper
from tests.lab.differential.questions import Question, addresses_by_space, target_of
from tests.lab.differential.resolving import addresses_for
from tests.lab.on_paper import TCP
from tests.worlds import healthy
from tests.worlds.wounds import endpoints, network, outside

WOUNDS = {one.name: one for family in (endpoints, network, outside) for one in family.wounds()}


def asked(world: World, blueprint: Blueprint) -> Iterator[Question]:
    """Ask of every step of the service's tasks whose host is known."""
    service = world.table(Service)[healthy.SERVICE]
    task = world.table(TaskDefinition)[healthy.TASK]
    goals = [(step.name, goal_of(step)) for step in steps(task, service.setting)]
    atlas, own = atlas_of(world), addresses_by_space(blueprint)
    for seat, place in zip(seats_of(atlas, service), blueprint.seats, strict=True):
        for name, goal in goals:
            if not isinstance(goal, HostGoal | MountGoal) or not isinstance(goal.host, Known):
                continue
            found = addresses_for(blueprint, place.space, own[place.space], goal.host.value)
            targets = [
                target_of(place.space, own[place.space], one, goal.port, TCP)
                for one in found
                if isinstance(one, IPv4Address)
            ]
            verdict = reach(atlas, seat, goal).verdict
            yield Question(name, verdict, tuple(targets), ends=serving(blueprint, goal))


def serving(blueprint: Blueprint, goal: HostGoal | MountGoal) -> frozenset[str]:
    """Return the spaces where somebody serves a goal."""
    if isinstance(goal, MountGoal):
        return frozenset(one.space for one in blueprint.listeners if one.stands is Stands.FILE_SYSTEM)
    service = goal.service_name
    return frozenset(one.space for one in blueprint.listeners if not one.services or service in one.services)


def disagreements(world: World) -> tuple[set[str], set[Verdict]]:
    """Return the steps on which lab and proof do not agree, and the verdicts that the proof gave."""
    blueprint = survey(world)
    questions = list(asked(world, blueprint))
    found = on_paper(blueprint, [probe for question in questions for probe in question.probes])
    wrong = {question.text for question in questions if question.disagrees(found)}
    return wrong, {question.verdict for question in questions}


@pytest.mark.parametrize("name", WOUNDS)
def test_a_wound_hurts_the_lab_where_it_hurts_the_proof(name: str) -> None:
    """Every step of a wounded world gets through in the lab when the proof lets it, and only then."""
    wrong, verdicts = disagreements(WOUNDS[name].broken)
    assert wrong == set()
    assert Verdict.FAILS in verdicts


def test_the_healthy_world_starts_in_the_lab() -> None:
    """Without a wound every step gets through in both."""
    assert disagreements(healthy.healthy()) == (set(), {Verdict.HOLDS})
    assert survey(healthy.healthy()).undrawn == ()
