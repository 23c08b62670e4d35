"""Task definitions for Fargate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import ACCESS_POINT, FILES, ROLE, TASK
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.containers import Containers, containers_of
from sealane.world.tasks import FileSystemVolume, TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value

_STORAGE_GIB: Final = 20


def translate(estate: Estate) -> Iterator[TaskDefinition]:
    """Yield the task definitions that can run on Fargate."""
    for resource in estate.of("aws_ecs_task_definition"):
        if estate.key_of(resource) == resource.address and _can_fargate(resource):
            yield _task(estate, resource)


def name_families(estate: Estate) -> None:
    """Let a family find its task definition, as services and schedules may name it."""
    for resource in estate.managed("aws_ecs_task_definition"):
        family, revision = resource.literal("family"), resource.number("revision")
        if family:
            estate.register(TASK, family, resource.address)
        if family and isinstance(revision, Known) and revision.value:
            estate.register(TASK, f"{family}:{revision.value}", resource.address)


def only_fargate(estate: Estate) -> Mapping[str, bool]:
    """Tell of each task definition whether Fargate alone can run it."""
    found = {}
    for resource in estate.of("aws_ecs_task_definition"):
        needs = resource.texts("requires_compatibilities")
        found[estate.key_of(resource)] = not isinstance(needs, Known) or needs.value == ("FARGATE",)
    return found


def _can_fargate(resource: Resource) -> bool:
    needs = resource.texts("requires_compatibilities")
    return not isinstance(needs, Known) or not needs.value or "FARGATE" in needs.value


def _task(estate: Estate, resource: Resource) -> TaskDefinition:
    containers = containers_of(estate, resource)
    volumes, hidden = _volumes(estate, resource, containers)
    system, architecture, unsure = _platform(resource)
    storage, unsized = _storage(resource)
    return TaskDefinition(
        id=resource.address,
        family=resource.literal("family") or resource.address,
        origin=estate.origin(resource),
        containers=containers.found,
        cpu=resource.text("cpu"),
        memory=resource.text("memory"),
        operating_system=system,
        architecture=architecture,
        execution_role=estate.key(resource, "execution_role_arn", ROLE),
        task_role=estate.key(resource, "task_role_arn", ROLE),
        volumes=volumes,
        ephemeral_storage_gib=storage,
        hidden=(*_lookup(resource), *containers.hidden, *hidden, *unsure, *unsized),
    )


def _lookup(resource: Resource) -> tuple[Unread, ...]:
    """Say that the data source of a task definition tells neither its containers nor its volumes."""
    if not resource.home.data or resource.values.get("container_definitions") is not None:
        return ()
    return (Unread(f"the containers of {resource.address} are not in the source", "ecs:DescribeTaskDefinition"),)


def _platform(resource: Resource) -> tuple[str, str, tuple[Unknown, ...]]:
    block = resource.block("runtime_platform")
    if not isinstance(block, Part):
        unsure = isinstance(block, Unknown) and resource.configured("runtime_platform")
        return "LINUX", "X86_64", (block,) if unsure and isinstance(block, Unknown) else ()
    found, hidden = [], []
    for name, default in (("operating_system_family", "LINUX"), ("cpu_architecture", "X86_64")):
        value = block.text(name)
        if isinstance(value, Unknown) and block.configured(name):
            hidden.append(value)
        found.append(value.value or default if isinstance(value, Known) else default)
    return found[0], found[1], tuple(hidden)


def _storage(resource: Resource) -> tuple[int, tuple[Unknown | Unread, ...]]:
    block = resource.block("ephemeral_storage")
    if isinstance(block, Unknown):
        return _STORAGE_GIB, () if resource.left_out("ephemeral_storage") else (block,)
    size = block.number("size_in_gib", _STORAGE_GIB) if block else Known(_STORAGE_GIB)
    return (size.value, ()) if isinstance(size, Known) else (_STORAGE_GIB, (size,))


def _volumes(
    estate: Estate, resource: Resource, containers: Containers
) -> tuple[tuple[FileSystemVolume, ...], tuple[Unknown, ...]]:
    parts = resource.blocks("volume")
    if isinstance(parts, Unknown):
        return (), (parts,)
    found, hidden = [], []
    for part in parts:
        block = part.block("efs_volume_configuration")
        if isinstance(block, Unknown):
            hidden.append(block)
        elif block is not None:
            found.append(_volume(estate, part, block, containers))
    return tuple(found), tuple(hidden)


def _volume(estate: Estate, part: Part, block: Part, containers: Containers) -> FileSystemVolume:
    authorization = block.block("authorization_config")
    access: Value[str] = Known("")
    iam = False
    if isinstance(authorization, Part):
        access = estate.key(authorization, "access_point_id", ACCESS_POINT)
        iam = authorization.literal("iam") == "ENABLED"
    elif isinstance(authorization, Unknown):
        access = authorization
    name = part.literal("name")
    return FileSystemVolume(
        name=name,
        file_system_id=estate.key(block, "file_system_id", FILES),
        access_point_id=access,
        root_directory=block.literal("root_directory") or "/",
        transit_encryption=block.literal("transit_encryption") == "ENABLED",
        iam=iam,
        read_only=containers.read_only(name),
    )
