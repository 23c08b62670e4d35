"""EFS volumes, mounted over NFS from a mount target in the VPC before the containers start."""

from __future__ import annotations

from sealane.grammar.partitions import host, known_regions
from sealane.startup.card import Card
from sealane.startup.compose import here, step
from sealane.startup.journeys import from_task, no_region
from sealane.startup.platforms import platform_of
from sealane.startup.step import Call, Kind, MountTarget, Principal, Step, StepName
from sealane.world.tasks import FileSystemVolume, Setting, TaskDefinition
from sealane.world.values import Known, Value

CARD = Card(
    name=StepName.VOLUME_MOUNT,
    title="Fargate mounts EFS volumes",
    sources=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
        "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
    ),
)
NFS = 2049


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return one step for each volume, on the platform that can mount it."""
    if not platform_of(task).has_file_systems:
        return ()
    return tuple(_mount(volume, setting) for volume in task.volumes)


def _mount(volume: FileSystemVolume, setting: Setting) -> Step:
    file_system = volume.file_system_id
    journey = from_task(_host(file_system, setting), MountTarget(file_system_id=file_system), NFS)
    calls = (
        Call(
            principal=Principal.TASK_ROLE,
            actions=_actions(volume),
            resources=(here(Kind.FILE_SYSTEM, file_system, setting),),
        ),
    )
    because = f"volume {volume.name} is an EFS file system"
    return step(CARD, volume.name, because, journey, *(calls if volume.iam else ()))


def _host(file_system: Value[str], setting: Setting) -> Value[str]:
    if not isinstance(file_system, Known):
        return file_system
    if setting.region not in known_regions():
        return no_region(setting.region)
    return Known(f"{file_system.value}.{host('efs', setting.region)}")


def _actions(volume: FileSystemVolume) -> tuple[str, ...]:
    """Return what the mount needs.

    Without an access point the container's root user is root on the file system too, and without `ClientRootAccess`
    it could not write to a new file system, whose top directory belongs to root.
    """
    actions = ["elasticfilesystem:ClientMount"]
    if not volume.read_only:
        actions.append("elasticfilesystem:ClientWrite")
    if volume.access_point_id == Known(""):
        actions.append("elasticfilesystem:ClientRootAccess")
    return tuple(actions)
