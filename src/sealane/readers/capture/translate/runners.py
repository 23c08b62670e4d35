"""What runs a task beside ECS services: EventBridge rules and schedules, pipes, state machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sealane.readers.capture.translate.services import awsvpc, is_fargate, setting_of
from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.services import RunnerKind, Service
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unread, Value

_TARGETS = "events:ListTargetsByRule"
_RUN_TASK = "states:::ecs:runTask"


def runners(shelf: Shelf) -> Iterator[Service]:
    """Yield everything beside a service that runs a task on Fargate."""
    yield from _rule_targets(shelf)
    yield from _schedules(shelf)
    yield from _pipes(shelf)
    yield from _state_machines(shelf)


def _rule_targets(shelf: Shelf) -> Iterator[Service]:
    """Yield the ECS targets of EventBridge rules.

    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EcsParameters.html
    """
    rules = {node.text("Name"): node for node in shelf.nodes("events:ListRules", "Rules")}
    for answer in shelf.answers(_TARGETS):
        rule = answer.parameter("Rule") or answer.one_of(rules)
        for node in answer.node.nodes("Targets"):
            if node.has("EcsParameters") and not rule:
                shelf.unclaimed.append(Unclaimed(answer.call, "which rule it is about"))
            state = rules[rule].text("State") if rule in rules else "ENABLED"
            if node.has("EcsParameters") and state != "DISABLED":
                arn = rules[rule].text("Arn") if rule in rules else rule
                key = f"{arn or 'rule'}#{node.text('Id')}"
                yield from _runner(node.node("EcsParameters"), key, RunnerKind.SCHEDULE, node.text("Arn"))


def _schedules(shelf: Shelf) -> Iterator[Service]:
    """Yield the ECS targets of EventBridge Scheduler.

    https://docs.aws.amazon.com/scheduler/latest/APIReference/API_EcsParameters.html
    """
    for answer in shelf.answers("scheduler:GetSchedule"):
        target = answer.node.node("Target")
        if target.has("EcsParameters") and answer.node.text("State", "ENABLED") != "DISABLED":
            key = key_of(answer.node, "Arn")
            yield from _runner(target.node("EcsParameters"), key, RunnerKind.SCHEDULE, target.text("Arn"))


def _pipes(shelf: Shelf) -> Iterator[Service]:
    """Yield the ECS targets of EventBridge Pipes.

    https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetEcsTaskParameters.html
    """
    for answer in shelf.answers("pipes:DescribePipe"):
        parameters = answer.node.node("TargetParameters")
        if parameters.has("EcsTaskParameters"):
            key = key_of(answer.node, "Arn")
            yield from _runner(parameters.node("EcsTaskParameters"), key, RunnerKind.PIPE, answer.node.text("Target"))


def _runner(node: Node, key: str, kind: RunnerKind, cluster: str) -> Iterator[Service]:
    providers = tuple(_either(one, "capacityProvider") for one in _strategy(node))
    if is_fargate(_either(node, "LaunchType"), providers) is False:
        return
    yield _service(node, key=key, kind=kind, cluster=cluster, definition=Known(_either(node, "TaskDefinitionArn")))


def _service(node: Node, *, key: str, kind: RunnerKind, cluster: str, definition: Value[str]) -> Service:
    network = awsvpc(node.node("NetworkConfiguration"))
    return Service(
        id=key,
        origin=origin_of(key, node),
        name=Known(key.rpartition("/")[2]),
        task_definition=definition,
        subnets=network.subnets,
        security_groups=network.security_groups,
        setting=_setting(cluster, definition, key),
        kind=kind,
        public_address=network.public_address,
        platform_version=Known(_either(node, "PlatformVersion") or "LATEST"),
        exec_enabled=Known(node.flag("EnableExecuteCommand", default=False)),
        tasks=Known(node.number("TaskCount", 1)),
        cluster=Known(cluster),
    )


def _setting(cluster: str, definition: Value[str], key: str) -> Setting:
    arns = (cluster, definition.value if isinstance(definition, Known) else "", key)
    return setting_of(next((arn for arn in arns if arn.startswith("arn:")), ""))


def _strategy(node: Node) -> Iterator[Node]:
    yield from node.nodes("CapacityProviderStrategy")


def _either(node: Node, name: str) -> str:
    return node.text(name) or node.text(name[0].lower() + name[1:]) or node.text(name[0].upper() + name[1:])


def _state_machines(shelf: Shelf) -> Iterator[Service]:
    """Yield the states that run an ECS task, also those inside Map and Parallel states.

    https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
    """
    for answer in shelf.answers("stepfunctions:DescribeStateMachine"):
        key = key_of(answer.node, "stateMachineArn")
        try:
            definition = json.loads(answer.node.text("definition"))
        except (ValueError, RecursionError):
            shelf.unclaimed.append(Unclaimed(answer.call, "which tasks its definition runs"))
            continue
        if isinstance(definition, dict):
            yield from _states(definition, key, answer)


def _states(machine: Mapping[str, object], key: str, answer: Answer) -> Iterator[Service]:
    states = machine.get("States")
    for name, state in states.items() if isinstance(states, dict) else ():
        if not isinstance(state, dict):
            continue
        if _RUN_TASK in str(state.get("Resource", "")):
            yield from _state(state, f"{key}#{name}", answer)
        branches = state.get("Branches")
        inner = [*(branches if isinstance(branches, list) else ()), state.get("Iterator"), state.get("ItemProcessor")]
        for branch in inner:
            if isinstance(branch, dict):
                yield from _states(branch, key, answer)


def _state(state: Mapping[str, object], key: str, answer: Answer) -> Iterator[Service]:
    arguments = state.get("Parameters") or state.get("Arguments")
    members = arguments if isinstance(arguments, dict) else {}
    node = Node(members, f"definition.States.{key.rpartition('#')[2]}", answer.node.file)
    providers = tuple(_either(one, "capacityProvider") for one in _strategy(node))
    if is_fargate(_either(node, "LaunchType"), providers) is False:
        return
    written = node.text("TaskDefinition")
    # A name that ends in `.$`, or a value between `{%` and `%}`, is worked out by the run itself.
    # https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
    dynamic = not written or written.startswith("{%")
    definition: Value[str] = Unread("each run of the state machine decides it") if dynamic else Known(written)
    yield _service(
        node,
        key=key,
        kind=RunnerKind.STATE_MACHINE,
        cluster=node.text("Cluster"),
        definition=definition,
    )
