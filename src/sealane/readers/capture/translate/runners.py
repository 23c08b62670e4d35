"""What runs a task beside ECS services: EventBridge rules and schedules, pipes, state machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sealane.readers.capture.translate.services import awsvpc, is_fargate, setting_of
from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.records import dataclass
from sealane.world.services import RunnerKind, Service, on_spot
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unread, Value

_TARGETS = "events:ListTargetsByRule"
_RUN_TASK = "states:::ecs:runTask"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What runs a task: the settings as its service spells them, and what stands beside them."""

    node: Node
    key: str
    kind: RunnerKind
    cluster: str
    definition: Value[str]
    answer: Answer


def runners(shelf: Shelf) -> Iterator[Service]:
    """Yield everything beside a service that runs a task on Fargate."""
    for run in (*_rule_targets(shelf), *_schedules(shelf), *_pipes(shelf), *_state_machines(shelf)):
        providers = tuple(_either(one, "capacityProvider") for one in run.node.nodes("CapacityProviderStrategy"))
        if is_fargate(_either(run.node, "LaunchType"), providers) is False:
            continue
        yield _service(run, _setting(run))


def _rule_targets(shelf: Shelf) -> Iterator[_Run]:
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
                yield _run(node.node("EcsParameters"), key, RunnerKind.SCHEDULE, node.text("Arn"), answer)


def _schedules(shelf: Shelf) -> Iterator[_Run]:
    """Yield the ECS targets of EventBridge Scheduler.

    https://docs.aws.amazon.com/scheduler/latest/APIReference/API_EcsParameters.html
    """
    for answer in shelf.answers("scheduler:GetSchedule"):
        target = answer.node.node("Target")
        if target.has("EcsParameters") and answer.node.text("State", "ENABLED") != "DISABLED":
            key = key_of(answer.node, "Arn")
            yield _run(target.node("EcsParameters"), key, RunnerKind.SCHEDULE, target.text("Arn"), answer)


def _pipes(shelf: Shelf) -> Iterator[_Run]:
    """Yield the ECS targets of EventBridge Pipes.

    https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetEcsTaskParameters.html
    """
    for answer in shelf.answers("pipes:DescribePipe"):
        parameters = answer.node.node("TargetParameters")
        if parameters.has("EcsTaskParameters"):
            key, cluster = key_of(answer.node, "Arn"), answer.node.text("Target")
            yield _run(parameters.node("EcsTaskParameters"), key, RunnerKind.PIPE, cluster, answer)


def _run(node: Node, key: str, kind: RunnerKind, cluster: str, answer: Answer) -> _Run:
    definition = Known(_either(node, "TaskDefinitionArn"))
    return _Run(node=node, key=key, kind=kind, cluster=cluster, definition=definition, answer=answer)


def _service(run: _Run, setting: Setting) -> Service:
    node, network = run.node, awsvpc(run.node.node("NetworkConfiguration"))
    return Service(
        id=run.key,
        origin=origin_of(run.key, node),
        name=Known(run.key.rpartition("/")[2]),
        task_definition=run.definition,
        subnets=network.subnets,
        security_groups=network.security_groups,
        setting=setting,
        kind=run.kind,
        public_address=network.public_address,
        platform_version=Known(_either(node, "PlatformVersion") or "LATEST"),
        exec_enabled=Known(node.flag("EnableExecuteCommand", default=False)),
        tasks=Known(node.number("TaskCount", 1)),
        spot=on_spot(_either(one, "capacityProvider") for one in node.nodes("CapacityProviderStrategy")),
        cluster=Known(run.cluster),
    )


def _setting(run: _Run) -> Setting:
    arns = (run.cluster, run.definition.value if isinstance(run.definition, Known) else "", run.key)
    return setting_of(next((arn for arn in arns if arn.startswith("arn:")), ""), run.answer.call.region)


def _either(node: Node, name: str) -> str:
    return node.text(name) or node.text(name[0].lower() + name[1:]) or node.text(name[0].upper() + name[1:])


def _state_machines(shelf: Shelf) -> Iterator[_Run]:
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


def _states(machine: Mapping[str, object], key: str, answer: Answer) -> Iterator[_Run]:
    states = machine.get("States")
    for name, state in states.items() if isinstance(states, dict) else ():
        if not isinstance(state, dict):
            continue
        if _RUN_TASK in str(state.get("Resource", "")):
            yield _state(state, f"{key}#{name}", answer)
        branches = state.get("Branches")
        inner = [*(branches if isinstance(branches, list) else ()), state.get("Iterator"), state.get("ItemProcessor")]
        for branch in inner:
            if isinstance(branch, dict):
                yield from _states(branch, key, answer)


def _state(state: Mapping[str, object], key: str, answer: Answer) -> _Run:
    arguments = state.get("Parameters") or state.get("Arguments")
    members = arguments if isinstance(arguments, dict) else {}
    node = Node(members, f"definition.States.{key.rpartition('#')[2]}", answer.node.file)
    written = node.text("TaskDefinition")
    # A name that ends in `.$`, or a value between `{%` and `%}`, is worked out by the run itself.
    # https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
    dynamic = not written or written.startswith("{%")
    definition: Value[str] = Unread("each run of the state machine decides it") if dynamic else Known(written)
    cluster = node.text("Cluster")
    kind = RunnerKind.STATE_MACHINE
    return _Run(node=node, key=key, kind=kind, cluster=cluster, definition=definition, answer=answer)
