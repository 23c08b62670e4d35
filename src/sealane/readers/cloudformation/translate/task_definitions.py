"""ECS task definitions."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.containers import container
from sealane.readers.cloudformation.translate.file_systems import ACCESS_POINT, FILE_SYSTEM
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.roles import ROLE
from sealane.world.tasks import FileSystemVolume, TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value

TASK_DEFINITION = "AWS::ECS::TaskDefinition"
FARGATE = "FARGATE"
_DEFAULT_STORAGE_GIB = 20


def task_definitions(holdings: Holdings) -> Iterator[Finding]:
    """Yield task definitions; those for EC2 alone are left to the services that run them.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-taskdefinition.html
    """
    for resource in holdings.of(TASK_DEFINITION):
        yield _task(resource, fields_of(resource, holdings))


def task_definition_key(value: Value[str], holdings: Holdings) -> Value[str]:
    """Return the key of a task definition that is named by its family, with or without a revision."""
    if not isinstance(value, Known) or value.value in holdings.resources:
        return value
    family = value.value.rpartition("/")[2].partition(":")[0]
    return Known(holdings.named(family, TASK_DEFINITION) or value.value)


def only_fargate(task: str, holdings: Holdings) -> bool:
    """Tell whether only Fargate can run a task definition of the template's."""
    resource = holdings.resources.get(task)
    if resource is None or resource.kind != TASK_DEFINITION:
        return False
    return fields_of(resource, holdings).texts("RequiresCompatibilities") == Known((FARGATE,))


def _task(resource: Resource, fields: Fields) -> TaskDefinition:
    listed, unlisted = fields.items("ContainerDefinitions")
    hidden: list[Unknown | Unread] = [*unlisted]
    family = fields.text("Family")
    platform = fields.inner("RuntimePlatform")
    containers = tuple(container(one, place, hidden) for place, one in enumerate(listed))
    return TaskDefinition(
        id=resource.key,
        family=family.value if isinstance(family, Known) and family.value else resource.key,
        origin=resource.origin,
        containers=containers,
        cpu=fields.text("Cpu"),
        memory=fields.text("Memory"),
        operating_system=_sure(platform.text("OperatingSystemFamily", "LINUX"), "LINUX", hidden),
        architecture=_sure(platform.text("CpuArchitecture", "X86_64"), "X86_64", hidden),
        execution_role=fields.key("ExecutionRoleArn", ROLE),
        task_role=fields.key("TaskRoleArn", ROLE),
        volumes=_volumes(fields, listed, hidden),
        ephemeral_storage_gib=_storage(fields, hidden),
        hidden=tuple(hidden),
    )


def _sure(value: Value[str], otherwise: str, hidden: list[Unknown | Unread]) -> str:
    if isinstance(value, Known):
        return value.value
    hidden.append(value)
    return otherwise


def _storage(fields: Fields, hidden: list[Unknown | Unread]) -> int:
    size = fields.inner("EphemeralStorage").number("SizeInGiB", _DEFAULT_STORAGE_GIB)
    if isinstance(size, Known):
        return size.value
    hidden.append(size)
    return _DEFAULT_STORAGE_GIB


def _volumes(fields: Fields, containers: list[Fields], hidden: list[Unknown | Unread]) -> tuple[FileSystemVolume, ...]:
    listed, unlisted = fields.items("Volumes")
    hidden += unlisted
    mounts: dict[str, list[bool]] = {}
    for one in containers:
        for mount in one.items("MountPoints")[0]:
            source = _sure(mount.text("SourceVolume"), "", hidden)
            read_only = mount.flag("ReadOnly", default=False)
            mounts.setdefault(source, []).append(isinstance(read_only, Known) and read_only.value)
    return tuple(
        _volume(one, mounts, hidden)
        for one in listed
        if one.has("EFSVolumeConfiguration") or isinstance(one.text("Name"), Unknown)
    )


def _volume(fields: Fields, mounts: dict[str, list[bool]], hidden: list[Unknown | Unread]) -> FileSystemVolume:
    name = _sure(fields.text("Name"), "volume", hidden)
    efs = fields.inner("EFSVolumeConfiguration")
    authorization = efs.inner("AuthorizationConfig")
    return FileSystemVolume(
        name=name,
        file_system_id=efs.key("FilesystemId", FILE_SYSTEM),
        access_point_id=authorization.key("AccessPointId", ACCESS_POINT),
        root_directory=_sure(efs.text("RootDirectory", "/"), "/", hidden),
        transit_encryption=_sure(efs.text("TransitEncryption"), "", hidden) == "ENABLED",
        iam=_sure(authorization.text("IAM"), "", hidden) == "ENABLED",
        read_only=all(mounts.get(name, [False])),
    )
