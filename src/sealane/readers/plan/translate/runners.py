"""What else runs a task than a service: EventBridge rules and schedules, pipes, state machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import CLUSTER, GROUP, SUBNET, TASK
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.networks import Network, network_of, on_fargate, public_address, spot
from sealane.readers.plan.translate.tasks import only_fargate
from sealane.world.gaps import Gap, Noun
from sealane.world.services import RunnerKind, Service
from sealane.world.values import Known, Unknown, Value

_RUN_TASK: Final = ":states:::ecs:runTask"
_BROKEN: Final = "is not known before apply, and it may run tasks"


def translate(estate: Estate) -> Iterator[Service | Gap]:
    """Yield everything that runs a Fargate task beside services."""
    runners = estate.managed("aws_cloudwatch_event_target", "aws_scheduler_schedule", "aws_pipes_pipe")
    tasks = only_fargate(estate) if any(True for _ in runners) else {}
    for resource in estate.managed("aws_cloudwatch_event_target"):
        part = None if resource.left_out("ecs_target") else resource.block("ecs_target")
        yield from _run(estate, resource, part, RunnerKind.SCHEDULE, tasks)
    for resource in estate.managed("aws_scheduler_schedule"):
        target = _block(resource, "target")
        yield from _run(estate, resource, _block(target, "ecs_parameters"), RunnerKind.SCHEDULE, tasks, target)
    for resource in estate.managed("aws_pipes_pipe"):
        target = None if resource.left_out("target_parameters") else resource.block("target_parameters")
        parameters = _block(target, "ecs_task_parameters")
        yield from _run(estate, resource, parameters, RunnerKind.PIPE, tasks)
    for resource in estate.managed("aws_sfn_state_machine"):
        yield from _machine(estate, resource)


def _block(part: Part | Unknown | None, name: str) -> Part | Unknown | None:
    return part.block(name) if isinstance(part, Part) else part


def _run(
    estate: Estate,
    resource: Resource,
    part: Part | Unknown | None,
    kind: RunnerKind,
    tasks: Mapping[str, bool],
    target: Part | Unknown | None = None,
) -> Iterator[Service | Gap]:
    """Yield the runner that a block of ECS parameters makes of a resource."""
    if part is None:
        return
    if isinstance(part, Unknown):
        yield Gap(noun=Noun.SERVICES, why=part)
        return
    task = estate.key(part, "task_definition_arn", TASK)
    implied = not isinstance(task, Known) or tasks.get(task.value, True)
    if not on_fargate(part, otherwise=implied):
        return
    aim, name = (target, "arn") if isinstance(target, Part) else (resource, "arn")
    if kind is RunnerKind.PIPE:
        name = "target"
    yield Service(
        id=resource.address,
        origin=estate.origin(resource),
        name=resource.text("rule" if resource.home.type == "aws_cloudwatch_event_target" else "name"),
        task_definition=task,
        subnets=(network := _network(estate, part)).subnets,
        security_groups=network.groups,
        setting=resource.home.setting,
        kind=kind,
        public_address=network.public,
        platform_version=_platform(part),
        exec_enabled=part.flag("enable_execute_command"),
        tasks=part.number("task_count", 1),
        spot=spot(part),
        cluster=estate.key(aim, name, CLUSTER),
    )


def _network(estate: Estate, part: Part) -> Network:
    """Return the network; a pipe wraps it once more."""
    block = part.block("network_configuration")
    inner = block.block("aws_vpc_configuration") if isinstance(block, Part) and _wraps(block) else block
    return network_of(estate, inner)


def _wraps(block: Part) -> bool:
    return "aws_vpc_configuration" in block.values


def _platform(part: Part) -> Value[str]:
    value = part.text("platform_version", "LATEST")
    if isinstance(value, Known):
        return value if value.value else Known("LATEST")
    return Known("LATEST") if part.left_out("platform_version") else value


def _machine(estate: Estate, resource: Resource) -> Iterator[Service | Gap]:
    """Yield a runner for each state that runs a task.

    https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
    """
    text = resource.literal("definition")
    if not text:
        if not resource.decided("definition"):
            yield Gap(noun=Noun.SERVICES, why=Unknown(f"{resource.address}: definition {_BROKEN}"))
        return
    try:
        definition = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        yield Gap(noun=Noun.SERVICES, why=Unknown(f"{resource.address}: definition cannot be read"))
        return
    for name, state in _states(definition):
        # JSONata states call them Arguments: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
        given = state.get("Parameters") or state.get("Arguments")
        if isinstance(given, dict) and given.get("LaunchType", "FARGATE") == "FARGATE":
            yield _state(estate, resource, name, given)


def _states(definition: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the states that run tasks, those within maps and parallel branches too."""
    waiting = [definition]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        if not isinstance(node, dict):
            continue
        for name, state in node.items():
            if isinstance(state, dict) and _RUN_TASK in str(state.get("Resource")):
                yield name, state
            elif isinstance(state, dict | list):
                waiting.append(state)


def _state(estate: Estate, resource: Resource, name: str, given: Mapping[str, object]) -> Service:
    network = given.get("NetworkConfiguration")
    inner = network.get("AwsvpcConfiguration") if isinstance(network, dict) else None
    chosen = inner if isinstance(inner, dict) else {}
    part = Part(
        resource.address,
        resource.home,
        {
            "subnets": chosen.get("Subnets"),
            "security_groups": chosen.get("SecurityGroups"),
            "assign_public_ip": chosen.get("AssignPublicIp"),
            "task": given.get("TaskDefinition"),
            "cluster": given.get("Cluster"),
            "platform": given.get("PlatformVersion"),
        },
        path=f"definition.{name}.",
    )
    dynamic = [key for key in (*given, *chosen, *(network if isinstance(network, dict) else {})) if key.endswith(".$")]
    at_run = Unknown(f"{resource.address}: state {name} decides {', '.join(dynamic)} when it runs")
    return Service(
        id=f"{resource.address}#{name}",
        origin=estate.origin(resource),
        name=Known(name),
        task_definition=at_run if "TaskDefinition.$" in given else estate.key(part, "task", TASK),
        subnets=at_run if dynamic and not chosen.get("Subnets") else estate.keys(part, "subnets", SUBNET),
        security_groups=at_run if "SecurityGroups.$" in chosen else estate.keys(part, "security_groups", GROUP),
        setting=resource.home.setting,
        kind=RunnerKind.STATE_MACHINE,
        public_address=at_run if "AssignPublicIp.$" in chosen else public_address(part),
        platform_version=part.text("platform", "LATEST"),
        cluster=estate.key(part, "cluster", CLUSTER),
    )
