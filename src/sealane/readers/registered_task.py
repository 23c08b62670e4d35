"""A task definition as ECS registers and describes it, to a fact; values of environment variables are not looked at.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
"""

from __future__ import annotations

from sealane.readers.json_node import Node
from sealane.world.tasks import Container, FileSystemVolume, LogConfiguration, SecretReference, TaskDefinition
from sealane.world.values import Known, Origin, Unread

_STORAGE_GIB = 20


def registered_task(node: Node, origin: Origin, *, key: str = "", family: str = "") -> TaskDefinition:
    """Return the task definition of a document; `family` is what it is called where the document does not say."""
    platform = node.node("runtimePlatform")
    containers = tuple(_container(one) for one in node.nodes("containerDefinitions"))
    unread = Unread("the answer names no containers", "ecs:DescribeTaskDefinition")
    return TaskDefinition(
        id=key,
        family=node.text("family") or family,
        origin=origin,
        containers=containers,
        cpu=Known(node.text("cpu")),
        memory=Known(node.text("memory")),
        operating_system=platform.text("operatingSystemFamily", "LINUX"),
        architecture=platform.text("cpuArchitecture", "X86_64"),
        execution_role=Known(node.text("executionRoleArn")),
        task_role=Known(node.text("taskRoleArn")),
        volumes=_volumes(node),
        ephemeral_storage_gib=node.node("ephemeralStorage").number("sizeInGiB", _STORAGE_GIB),
        hidden=() if containers else (unread,),
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
