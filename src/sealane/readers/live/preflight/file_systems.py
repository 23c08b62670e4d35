"""Whether the EFS file systems exist, with a mount target in the zone of every subnet of the tasks.

A file system's name resolves to the mount target in the asker's own zone:
https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sealane.errors import Problem
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ITEMS, Door, look
from sealane.readers.live.preflight.finding import Check, Finding, NotSeen
from sealane.readers.live.preflight.lookups import Missing, Named, Unfit
from sealane.readers.live.preflight.zones import Zone, zone_of
from sealane.spec.document import Spec
from sealane.spec.storage import Volume
from sealane.world.existing_network import ExistingNetwork
from sealane.world.tasks import Setting
from sealane.world.values import Unread

Document = Mapping[str, Any]
Documents = tuple[Document, ...]

_FILE_SYSTEMS = Call(service="efs", operation="DescribeFileSystems", action="elasticfilesystem:DescribeFileSystems")
_MOUNT_TARGETS = Call(service="efs", operation="DescribeMountTargets", action="elasticfilesystem:DescribeMountTargets")
_ACCESS_POINTS = Call(service="efs", operation="DescribeAccessPoints", action="elasticfilesystem:DescribeAccessPoints")
CALLS = (_FILE_SYSTEMS, _MOUNT_TARGETS, _ACCESS_POINTS)

_LINK = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html"
_ABSENT = ("FileSystemNotFound", "AccessPointNotFound")
_USABLE = ("available", "updating")


@dataclass(frozen=True, slots=True, kw_only=True)
class MountTargetMissing(Finding):
    """The file system has no usable mount target in this VPC and in some zones of the tasks' subnets."""

    code: str = "efs-mount-target-missing"
    file_system_id: str
    vpc_id: str
    lacking: tuple[Zone, ...]

    def problem(self) -> Problem:
        """Say which zones lack one."""
        lacking = ", ".join(f"{zone.name} ({zone.id})" for zone in self.lacking)
        return Problem(
            code=self.code,
            what=f"{self.file_system_id} has no mount target in every zone of the tasks",
            facts=(("spec", self.where), ("VPC", self.vpc_id), ("lacking in", lacking)),
            hint=f"`aws efs create-mount-target --file-system-id {self.file_system_id} --subnet-id SUBNET` "
            "for a subnet in each of them",
            link="https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
        )


def checks(spec: Spec, setting: Setting, network: ExistingNetwork | None) -> Iterator[Check]:
    """Give one check per existing file system of a service."""
    for service, workload in spec.services.items():
        for name, volume in workload.volumes.items():
            if volume.file_system_id:
                yield partial(check, f"services.{service}.volumes.{name}", volume, setting.region, network)


def check(where: str, volume: Volume, region: str, network: ExistingNetwork | None, door: Door) -> tuple[Finding, ...]:
    """Look at one volume's file system, its mount targets and its access point."""
    named = _named(where, "file system", volume.file_system_id, region)
    systems = _every(door, _FILE_SYSTEMS, "FileSystems", FileSystemId=volume.file_system_id)
    if isinstance(systems, Unread):
        return (named.not_seen(systems),)
    if not systems:
        return (Missing(code="file-system-missing", where=where, named=named),)
    return (
        *_state(named, systems[0]),
        *(_mount_targets(where, volume, network, door) if network else ()),
        *(_access_point(where, volume, region, door) if volume.access_point_id else ()),
    )


def _state(named: Named, document: Document) -> tuple[Finding, ...]:
    state = document.get("LifeCycleState") or "available"
    if state in _USABLE:
        return ()
    hint = f"wait for it: `aws efs describe-file-systems --file-system-id {named.name}`"
    because = f"is not available, its state is {state}"
    return (Unfit(code="file-system-not-available", where=named.where, named=named, because=because, hint=hint),)


def _mount_targets(where: str, volume: Volume, network: ExistingNetwork, door: Door) -> tuple[Finding, ...]:
    targets = _every(door, _MOUNT_TARGETS, "MountTargets", FileSystemId=volume.file_system_id)
    if isinstance(targets, Unread):
        question = f"whether {volume.file_system_id} has mount targets in the tasks' zones"
        return (NotSeen(where=where, question=question, unread=targets),)
    lacking = lacking_zones(targets, network)
    if not lacking:
        return ()
    system = volume.file_system_id
    return (MountTargetMissing(where=where, file_system_id=system, vpc_id=network.vpc.id, lacking=lacking),)


def lacking_zones(targets: Documents, network: ExistingNetwork) -> tuple[Zone, ...]:
    """Return the zones of the network's subnets in which none of the mount targets of that VPC is usable."""
    served = {
        target.get("AvailabilityZoneId")
        for target in targets
        if target.get("VpcId") == network.vpc.id and target.get("LifeCycleState") in _USABLE
    }
    zones = (zone_of(subnet) for subnet in network.subnets)
    return tuple(dict.fromkeys(zone for zone in zones if zone.id not in served))


def _access_point(where: str, volume: Volume, region: str, door: Door) -> tuple[Finding, ...]:
    named = _named(where, "access point", volume.access_point_id, region)
    points = _every(door, _ACCESS_POINTS, "AccessPoints", AccessPointId=volume.access_point_id)
    if isinstance(points, Unread):
        return (named.not_seen(points),)
    if not points:
        return (Missing(code="access-point-missing", where=where, named=named),)
    owner = points[0].get("FileSystemId")
    if owner == volume.file_system_id:
        return ()
    hint = f"see its own with `aws efs describe-access-points --file-system-id {volume.file_system_id}`"
    because = f"belongs to {owner}, not to {volume.file_system_id}"
    return (Unfit(code="access-point-elsewhere", where=where, named=named, because=because, hint=hint),)


def _every(door: Door, call: Call, key: str, **parameters: str) -> Documents | Unread:
    answer = look(partial(door.every, call, key, **parameters), absent=NO_ITEMS, codes=_ABSENT)
    return answer if isinstance(answer, Unread) else answer.value


def _named(where: str, kind: str, name: str, region: str) -> Named:
    command = "describe-file-systems" if kind == "file system" else "describe-access-points"
    return Named(
        where=where, kind=kind, name=name, region=region, command=f"aws efs {command} --region {region}", link=_LINK
    )
