"""What runs tasks beside services."""

from __future__ import annotations

import json
from typing import Any

from sealane.readers.plan.read import world_of_plan
from sealane.world.gaps import Noun
from sealane.world.services import RunnerKind, Service
from sealane.world.values import Known, Unknown
from sealane.world.world import World
from tests.unit.readers.plan.plan_document import plan, refers, resource

TASK = resource("aws_ecs_task_definition.t", {"family": "job", "requires_compatibilities": ["FARGATE"]})
SUBNET = resource("aws_subnet.s", {"cidr_block": "10.0.0.0/24"})


def machine(**states: Any) -> World:
    """Read a plan with a state machine of some states."""
    text = json.dumps({"StartAt": "Run", "States": states})
    made = resource("aws_sfn_state_machine.m", {"name": "m", "definition": text})
    return world_of_plan(plan(TASK, SUBNET, made), "p")


def run_task(**network: object) -> dict[str, object]:
    """Return a state that runs the task in a network."""
    parameters = {
        "LaunchType": "FARGATE",
        "TaskDefinition": "job",
        "NetworkConfiguration": {"AwsvpcConfiguration": network},
    }
    return {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": parameters}


def test_state_machine() -> None:
    """Every state that runs a task is one runner, within maps and branches too; other states are none."""
    inner = {"Type": "Map", "ItemProcessor": {"States": {"Inner": run_task(Subnets=["subnet-1"])}}}
    world = machine(Run=run_task(Subnets=["subnet-1"], AssignPublicIp="ENABLED"), Each=inner, Wait={"Type": "Wait"})
    found = world.table(Service)
    assert sorted(found) == ["aws_sfn_state_machine.m#Inner", "aws_sfn_state_machine.m#Run"]
    run = found["aws_sfn_state_machine.m#Run"]
    assert run.kind is RunnerKind.STATE_MACHINE
    assert run.task_definition == Known("aws_ecs_task_definition.t")
    assert (run.subnets, run.public_address) == (Known(("subnet-1",)), Known(True))  # noqa: FBT003 - a value


def test_decided_when_it_runs() -> None:
    """What a state takes from its input is not known."""
    run = machine(Run=run_task(**{"Subnets.$": "$.subnets"})).table(Service)["aws_sfn_state_machine.m#Run"]
    assert isinstance(run.subnets, Unknown)


def test_undecided_definition() -> None:
    """A machine whose definition is not decided may run tasks: a gap, and no more than that."""
    undecided = resource("aws_sfn_state_machine.m", {"name": "m"}, definition=refers("local.definition"))
    world = world_of_plan(plan(undecided), "p")
    assert not world.table(Service)
    assert isinstance(world.gap(Noun.SERVICES), Unknown)
    assert world_of_plan(plan(SUBNET), "p").gap(Noun.SERVICES) is None


def test_broken_definition() -> None:
    """A definition that is no JSON is a gap."""
    broken = resource("aws_sfn_state_machine.m", {"name": "m", "definition": "{"})
    assert isinstance(world_of_plan(plan(broken), "p").gap(Noun.SERVICES), Unknown)


def test_target_that_runs_no_task() -> None:
    """A rule that has another target than a task is no runner, and no gap."""
    target = resource("aws_cloudwatch_event_target.t", {"rule": "r", "ecs_target": []})
    world = world_of_plan(plan(target), "p")
    assert not world.table(Service)
    assert world.gap(Noun.SERVICES) is None
