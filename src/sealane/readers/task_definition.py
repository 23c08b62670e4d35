"""A task definition in JSON to facts.

Both forms are read: what `aws ecs register-task-definition --cli-input-json` takes (its skeleton is printed by
`--generate-cli-skeleton`), and what `aws ecs describe-task-definition` prints, with `taskDefinition` around it.
What a service decides (platform version, ECS Exec, Service Connect) is not in it and has its default here.
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
"""

from __future__ import annotations

from typing import Final

from sealane.errors import InputError
from sealane.grammar.images import ImageProblem, parse_in_task_definition
from sealane.readers.json_node import Node, parse
from sealane.world.tasks import (
    Container,
    FileSystemVolume,
    LogConfiguration,
    SecretReference,
    TaskDefinition,
)
from sealane.world.values import Known, Origin

_API: Final = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference"
_LOGS: Final = f"{_API}/API_LogConfiguration.html"
_FARGATE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"
_DESCRIBE: Final = "`aws ecs describe-task-definition --task-definition FAMILY`"
_LOG_DRIVERS: Final = ("awslogs", "splunk", "awsfirelens")
_AWSLOGS: Final = ("awslogs-group", "awslogs-region", "awslogs-stream-prefix")
_DEFAULT_STORAGE_GIB: Final = 20


def read(text: str, file: str) -> TaskDefinition:
    """Read a task definition; `file` names it in problems.

    Raises:
        InputError: when the text is no JSON, no task definition, wrong somewhere, or not for Fargate.

    """
    document = parse(text, file)
    task = document.node("taskDefinition") if document.has("taskDefinition") else document
    _check_kind(task)
    _check_fargate(task)
    platform = task.node("runtimePlatform")
    family = task.text("family") or "task"
    return TaskDefinition(
        family=family,
        origin=Origin(task.text("taskDefinitionArn") or family, file),
        containers=tuple(_container(node) for node in task.nodes("containerDefinitions")),
        cpu=Known(task.text("cpu")),
        memory=Known(task.text("memory")),
        operating_system=platform.text("operatingSystemFamily", "LINUX"),
        architecture=platform.text("cpuArchitecture", "X86_64"),
        execution_role=Known(task.text("executionRoleArn")),
        task_role=Known(task.text("taskRoleArn")),
        volumes=_volumes(task),
        ephemeral_storage_gib=task.node("ephemeralStorage").number("sizeInGiB", _DEFAULT_STORAGE_GIB),
    )


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


def _container(node: Node) -> Container:
    firelens = node.node("firelensConfiguration")
    credentials = node.node("repositoryCredentials")
    return Container(
        name=node.text("name"),
        image=Known(_image(node)),
        essential=node.flag("essential", default=True),
        log=_log(node),
        secrets=_secrets(node, "secrets"),
        environment_files=tuple(Known(one.text("value")) for one in node.nodes("environmentFiles")),
        repository_credentials=Known(credentials.text("credentialsParameter")),
        firelens_options=firelens.map("options"),
        firelens_type=firelens.text("type"),
    )


def _image(node: Node) -> str:
    image = node.text("image")
    try:
        parse_in_task_definition(image)
    except ImageProblem as problem:
        raise _placed(node, "image", problem) from None
    return image


def _placed(node: Node, key: str, problem: ImageProblem) -> InputError:
    return node.problem(code=problem.code, what=f"`{node.at(key)}`: {problem.what}", hint=problem.hint)


def _log(container: Node) -> LogConfiguration:
    node = container.node("logConfiguration")
    driver, options = node.text("logDriver"), node.map("options")
    if driver and driver not in _LOG_DRIVERS:
        raise node.problem(
            code="log-driver-not-on-fargate",
            what=f"`{node.at('logDriver')}` is {driver}, which Fargate does not have",
            hint=f"use one of {', '.join(_LOG_DRIVERS)}",
            link=_LOGS,
        )
    lacking = [name for name in _AWSLOGS if driver == "awslogs" and not dict(options).get(name)]
    if lacking:
        raise node.problem(
            code="log-option-missing",
            what=f"`{node.at('options')}` lacks {', '.join(lacking)}, which Fargate requires of awslogs",
            hint=f"add {', '.join(lacking)}",
            link=_LOGS,
        )
    return LogConfiguration(driver=driver, options=Known(options), secret_options=_secrets(node, "secretOptions"))


def _secrets(node: Node, key: str) -> tuple[SecretReference, ...]:
    return tuple(
        SecretReference(name=one.text("name"), value_from=Known(one.text("valueFrom"))) for one in node.nodes(key)
    )


def _volumes(task: Node) -> tuple[FileSystemVolume, ...]:
    mounts: dict[str, list[bool]] = {}
    for container in task.nodes("containerDefinitions"):
        for mount in container.nodes("mountPoints"):
            mounts.setdefault(mount.text("sourceVolume"), []).append(mount.flag("readOnly", default=False))
    return tuple(
        _volume(volume, read_only=all(mounts.get(volume.text("name"), [False])))
        for volume in task.nodes("volumes")
        if volume.has("efsVolumeConfiguration")
    )


def _volume(volume: Node, *, read_only: bool) -> FileSystemVolume:
    efs = volume.node("efsVolumeConfiguration")
    authorization = efs.node("authorizationConfig")
    return FileSystemVolume(
        name=volume.text("name"),
        file_system_id=Known(efs.text("fileSystemId")),
        access_point_id=Known(authorization.text("accessPointId")),
        root_directory=efs.text("rootDirectory", "/"),
        transit_encryption=efs.text("transitEncryption") == "ENABLED",
        iam=authorization.text("iam") == "ENABLED",
        read_only=read_only,
    )
