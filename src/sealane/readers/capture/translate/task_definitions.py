"""`DescribeTaskDefinition` to a task definition; the values of environment variables are not looked at.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.tasks import Container, FileSystemVolume, LogConfiguration, SecretReference, TaskDefinition
from sealane.world.values import Known, Unread

_CALL = "ecs:DescribeTaskDefinition"
_STORAGE_GIB = 20


def task_definitions(shelf: Shelf) -> Iterator[TaskDefinition]:
    """Yield the task definitions that can run on Fargate: awsvpc and not meant for EC2 alone."""
    for answer in shelf.answers(_CALL):
        node = answer.node.node("taskDefinition")
        if runs_on_fargate(node):
            yield task_definition(node)


def runs_on_fargate(node: Node) -> bool:
    """Tell whether Fargate could run a task definition.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
    """
    meant = node.texts("requiresCompatibilities") or node.texts("compatibilities")
    return node.text("networkMode", "awsvpc") == "awsvpc" and (not meant or "FARGATE" in meant)


def task_definition(node: Node) -> TaskDefinition:
    """Return the task definition."""
    key = key_of(node, "taskDefinitionArn")
    platform = node.node("runtimePlatform")
    return TaskDefinition(
        id=key,
        family=node.text("family") or key,
        origin=origin_of(key, node),
        containers=tuple(_container(one) for one in node.nodes("containerDefinitions")),
        cpu=Known(node.text("cpu")),
        memory=Known(node.text("memory")),
        operating_system=platform.text("operatingSystemFamily", "LINUX"),
        architecture=platform.text("cpuArchitecture", "X86_64"),
        execution_role=Known(node.text("executionRoleArn")),
        task_role=Known(node.text("taskRoleArn")),
        volumes=_volumes(node),
        ephemeral_storage_gib=node.node("ephemeralStorage").number("sizeInGiB", _STORAGE_GIB),
        hidden=() if node.has("containerDefinitions") else (Unread("the answer names no containers", _CALL),),
    )


def _container(node: Node) -> Container:
    firelens = node.node("firelensConfiguration")
    return Container(
        name=node.text("name"),
        image=Known(node.text("image")),
        essential=node.flag("essential", default=True),
        log=_log(node.node("logConfiguration")),
        secrets=_secrets(node, "secrets"),
        environment_files=tuple(Known(one.text("value")) for one in node.nodes("environmentFiles")),
        repository_credentials=Known(node.node("repositoryCredentials").text("credentialsParameter")),
        firelens_options=firelens.map("options"),
        firelens_type=firelens.text("type"),
    )


def _log(node: Node) -> LogConfiguration:
    return LogConfiguration(
        driver=node.text("logDriver"),
        options=Known(node.map("options")),
        secret_options=_secrets(node, "secretOptions"),
    )


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
