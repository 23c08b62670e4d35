"""A task definition in JSON to facts.

Both forms are read: what `aws ecs register-task-definition --cli-input-json` takes (its skeleton is printed by
`--generate-cli-skeleton`), and what `aws ecs describe-task-definition` prints, with `taskDefinition` around it.
What a service decides (platform version, ECS Exec, Service Connect) is not in it and has its default here.
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
"""

from __future__ import annotations

from typing import Final

from sealane.grammar.images import ImageProblem, parse_in_task_definition
from sealane.readers.json_node import Node, parse
from sealane.readers.registered_task import registered_task
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Origin

_API: Final = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference"
_LOGS: Final = f"{_API}/API_LogConfiguration.html"
_FARGATE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"
_DESCRIBE: Final = "`aws ecs describe-task-definition --task-definition FAMILY`"
_LOG_DRIVERS: Final = ("awslogs", "splunk", "awsfirelens")
_AWSLOGS: Final = ("awslogs-group", "awslogs-region", "awslogs-stream-prefix")


def read(text: str, file: str) -> TaskDefinition:
    """Read a task definition; `file` names it in problems.

    Raises:
        InputError: when the text is no JSON, no task definition, wrong somewhere, or not for Fargate.

    """
    document = parse(text, file)
    task = document.node("taskDefinition") if document.has("taskDefinition") else document
    _check_kind(task)
    _check_fargate(task)
    for container in task.nodes("containerDefinitions"):
        _check_image(container)
        _check_log(container.node("logConfiguration"))
    family = task.text("family") or "task"
    return registered_task(task, Origin(task.text("taskDefinitionArn") or family, file), family=family)


def _check_kind(task: Node) -> None:
    if task.has("containerDefinitions"):
        if not list(task.nodes("containerDefinitions")):
            raise task.problem(
                code="task-definition-empty",
                what="`containerDefinitions` is empty",
                hint="a task has at least one container",
            )
        return
    cloud_formation = task.has("Resources") or task.has("ContainerDefinitions")
    hint = (
        f"{_DESCRIBE} prints the task definition that a stack created" if cloud_formation else f"{_DESCRIBE} prints one"
    )
    raise task.problem(
        code="task-definition-unrecognised",
        what="this is no task definition: it has no `containerDefinitions`",
        hint=hint,
        link=f"{_API}/API_RegisterTaskDefinition.html",
    )


def _check_fargate(task: Node) -> None:
    key = "requiresCompatibilities" if task.texts("requiresCompatibilities") else "compatibilities"
    compatible = task.texts(key)
    if compatible and "FARGATE" not in compatible:
        raise task.problem(
            code="task-definition-not-fargate",
            what=f"this task definition is for {', '.join(compatible)}, not for Fargate",
            hint='put "FARGATE" into `requiresCompatibilities`',
            link=_FARGATE,
        )
    mode = task.text("networkMode") or "bridge"
    if mode != "awsvpc":
        raise task.problem(
            code="task-definition-not-fargate",
            what=f"its network mode is {mode}, and Fargate runs tasks in awsvpc only",
            hint='write `"networkMode": "awsvpc"`',
            link=_FARGATE,
        )


def _check_image(node: Node) -> None:
    try:
        parse_in_task_definition(node.text("image"))
    except ImageProblem as problem:
        what = f"`{node.at('image')}`: {problem.what}"
        raise node.problem(code=problem.code, what=what, hint=problem.hint) from None


def _check_log(node: Node) -> None:
    driver, options = node.text("logDriver"), dict(node.map("options"))
    if driver and driver not in _LOG_DRIVERS:
        raise node.problem(
            code="log-driver-not-on-fargate",
            what=f"`{node.at('logDriver')}` is {driver}, which Fargate does not have",
            hint=f"use one of {', '.join(_LOG_DRIVERS)}",
            link=_LOGS,
        )
    lacking = [name for name in _AWSLOGS if driver == "awslogs" and not options.get(name)]
    if lacking:
        raise node.problem(
            code="log-option-missing",
            what=f"`{node.at('options')}` lacks {', '.join(lacking)}, which Fargate requires of awslogs",
            hint=f"add {', '.join(lacking)}",
            link=_LOGS,
        )
