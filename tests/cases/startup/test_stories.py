"""Each folder beside this file is a story: a task definition, where it runs, and the steps of its start.

A new story needs no Python: `task.json` as `register-task-definition` takes it, `setting.json` with Region, account
and what the service decides, and `expected.json`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sealane.grammar.partitions import partition_of
from sealane.readers.task_definition import read
from sealane.startup.advice import advice
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.needs import TaskSteps
from sealane.startup.sequence import steps
from sealane.startup.step import (
    GatewayEndpoint,
    InterfaceEndpoint,
    MountTarget,
    NoPackets,
    Outside,
    Step,
    Undecided,
)
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known

STORIES = sorted(path.parent.name for path in Path(__file__).parent.glob("*/task.json"))
_VALUES = frozenset({"exec_key", "exec_log_group", "exec_bucket"})


def load(story: str, file: str) -> Any:  # noqa: ANN401 - JSON
    """Read one file of a story."""
    return json.loads((Path(__file__).parent / story / file).read_text(encoding="utf-8"))


def told(story: str) -> tuple[TaskDefinition, Setting]:
    """Return the story's task, with what its service decides, and its setting."""
    where = load(story, "setting.json")
    task = read((Path(__file__).parent / story / "task.json").read_text(encoding="utf-8"), "task.json")
    for field, value in where.get("service", {}).items():
        known = Known(value) if field in _VALUES else value
        task = replace(task, **{field: _frozen(known)})
    region = where["region"]
    return task, Setting(partition=partition_of(region).name, region=region, account=Known(where["account"]))


def _frozen(value: Any) -> Any:  # noqa: ANN401 - JSON
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def as_seen(step: Step) -> dict[str, object]:
    """Return a step as the expectation writes it."""
    return {
        "step": str(step.name),
        "subject": step.subject,
        "host": step.host.value if isinstance(step.host, Known) else f"? {step.host.reason}",
        "port": step.port,
        "carrier": _carrier(step),
        "actions": [f"{call.principal} {action}" for call in step.calls for action in call.actions],
        "starts": step.starts,
    }


def _carrier(step: Step) -> str:
    match step.carrier:
        case InterfaceEndpoint() as endpoint:
            return f"interface {endpoint.service_name}"
        case GatewayEndpoint() as endpoint:
            return f"gateway {endpoint.service_name}"
        case MountTarget():
            return "mount target"
        case Outside(reason=reason):
            return f"outside: {reason}"
        case NoPackets():
            return f"none: {step.interface}"
        case Undecided():
            return "undecided"


@pytest.mark.parametrize("story", STORIES)
def test_the_steps_are_those_of_the_story(story: str) -> None:
    """A task definition yields exactly the steps, endpoints and advice that its story tells."""
    task, setting = told(story)
    found = steps(task, setting)
    needs = endpoint_needs([TaskSteps(task=task.family, steps=found)])
    seen = {
        "steps": [as_seen(step) for step in found],
        "endpoints": [need.service_name for need in needs],
        "advice": [type(one).__name__ for one in advice(task, setting)],
    }
    assert seen == load(story, "expected.json")


def test_there_are_stories() -> None:
    """The stories are found, and every one says what it is about."""
    assert len(STORIES) > 15
    assert all(load(story, "setting.json")["about"] for story in STORIES)
