"""Gaps of what is listed and not described: services, schedules, pipes and state machines that may run tasks."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.captured import action_of
from sealane.readers.capture.translate.shelf import Shelf, command_of
from sealane.world.gaps import Gap, Noun
from sealane.world.values import Unread

_CLUSTER = ":cluster/"
_SERVICES = "ecs:DescribeServices"
_SCHEDULE = "scheduler:GetSchedule"
_PIPE = "pipes:DescribePipe"
_MACHINE = "stepfunctions:DescribeStateMachine"


def listed_gaps(shelf: Shelf) -> Iterator[Gap]:
    """Yield a gap for each whose description nobody asked for; one that AWS refused is a gap already."""
    schedules = _targeting(shelf, "scheduler:ListSchedules", "Schedules")
    pipes = _targeting(shelf, "pipes:ListPipes", "Pipes")
    machines = _known(shelf, "stepfunctions:ListStateMachines", "stateMachines", "stateMachineArn")
    for call, listed, described in (
        (_SERVICES, _services(shelf), _known(shelf, _SERVICES, "services", "serviceArn")),
        (_SCHEDULE, schedules, _own(shelf, _SCHEDULE, "Arn")),
        (_PIPE, pipes, _own(shelf, _PIPE, "Arn")),
        (_MACHINE, machines, _own(shelf, _MACHINE, "stateMachineArn")),
    ):
        if any(answer.call.refused for answer in shelf.every(call)):
            continue
        for key in sorted(listed - described):
            why = Unread(f"no answer of {command_of(call)} is about {key}", action_of(call))
            yield Gap(noun=Noun.SERVICES, why=why, scope=key)


def _services(shelf: Shelf) -> set[str]:
    arns = {arn for answer in shelf.answers("ecs:ListServices") for arn in answer.node.texts("serviceArns")}
    gone = {node.text("arn") for node in shelf.nodes(_SERVICES, "failures")}
    return arns - gone


def _targeting(shelf: Shelf, call: str, key: str) -> set[str]:
    """Return those whose target is an ECS cluster."""
    found: set[str] = set()
    for node in shelf.nodes(call, key):
        # A schedule's target is an object, a pipe's a text.
        target = node.members.get("Target")
        arn = node.node("Target").text("Arn") if isinstance(target, dict) else node.text("Target")
        if _CLUSTER in arn:
            found.add(node.text("Arn"))
    return found


def _known(shelf: Shelf, call: str, key: str, name: str) -> set[str]:
    return {node.text(name) for node in shelf.nodes(call, key)}


def _own(shelf: Shelf, call: str, name: str) -> set[str]:
    return {answer.node.text(name) for answer in shelf.answers(call)}
