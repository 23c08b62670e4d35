"""Packets to a mount target of an EFS file system: the one in the task's zone, to which the name resolves there.

https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.file_systems import MountTargetMissing
from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.reachability.indexes import ANY, mount_targets_by_file_system
from sealane.reachability.inside import deliver
from sealane.reachability.landings import landing_of_target
from sealane.reachability.outcome import Outcome, Reason, opened
from sealane.reachability.sieve import Asked
from sealane.reachability.start import Start
from sealane.reachability.transit_gateways import same_zone
from sealane.world.gaps import Noun
from sealane.world.stores import FileSystem, MountTarget
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread


def to_mount_target(atlas: Atlas, start: Start, file_system: FileSystem, asked: Asked) -> Outcome:
    """Follow packets to the mount target that a task of the start's zone uses."""
    target, why = _usable(atlas, start, file_system)
    if target is not None:
        return _to(atlas, start, target, file_system, asked)
    gap = atlas.gap(Noun.MOUNT_TARGETS, file_system.id)
    reasons = (*why, *((gap,) if gap else ()))
    if reasons:
        return opened(*reasons)
    zone = start.subnet.zone_name if isinstance(start.subnet.zone_name, Known) else start.subnet.zone_id
    return Outcome(blocks=(MountTargetMissing(file_system=file_system, subnet=start.subnet, zone=zone),))


def _usable(atlas: Atlas, start: Start, file_system: FileSystem) -> tuple[MountTarget | None, tuple[Reason, ...]]:
    """Return the mount target in the start's VPC and zone, or why there may be one."""
    kinds = (MountTarget,)
    why: list[Reason] = []
    for key in atlas.named(mount_targets_by_file_system, kinds, file_system.id):
        target = atlas.fact(MountTarget, key)
        subnet = atlas.find(Subnet, target.subnet) if target else None
        if target is None or subnet is None:
            continue
        if not isinstance(subnet, Known):
            why.append(subnet)
            continue
        if subnet.value.vpc != start.subnet.vpc:
            why += [value for value in (subnet.value.vpc, start.subnet.vpc) if not isinstance(value, Known)]
            continue
        same = Known(value=True) if subnet.value.id == start.subnet.id else same_zone(start.subnet, subnet.value)
        if isinstance(same, Known) and same.value:
            return target, ()
        if not isinstance(same, Known):
            why.append(same)
    adrift = [atlas.fact(MountTarget, key) for key in atlas.named(mount_targets_by_file_system, kinds, ANY)]
    why += [one.file_system for one in adrift if one and not isinstance(one.file_system, Known)]
    return None, tuple(dict.fromkeys(why))


def _to(atlas: Atlas, start: Start, target: MountTarget, file_system: FileSystem, asked: Asked) -> Outcome:
    landing = landing_of_target(atlas, target)
    if isinstance(landing, Unknown | Unread):
        return opened(landing)
    towards = Towards(kind=TowardsKind.FILE_SYSTEM, key=file_system.id)
    return deliver(atlas, start, landing, asked, towards)
