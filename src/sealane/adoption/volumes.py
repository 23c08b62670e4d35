"""The volumes of the task: EFS file systems are taken over whole, everything else cannot be said.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sealane.adoption.found import Found, unique
from sealane.adoption.remark import Matter, Remark, lost
from sealane.adoption.security_groups import Groups
from sealane.adoption.taken import WHOLE, Taken
from sealane.readers.json_node import Node
from sealane.terraform.files.draft import Service
from sealane.terraform.hcl_values import Value
from sealane.world.stores import MountTarget
from sealane.world.values import Known
from sealane.world.values import Value as Value_

_ON = "ENABLED"


def volumes_say(found: Found) -> dict[str, Any]:
    """Return the `volumes` of the service in the spec."""
    said = {}
    for node in found.task.nodes("volumes"):
        mount = _mount(found, node)
        if mount is None or _hindrance(found, node):
            continue
        volume: dict[str, Any] = {"path": mount.text("containerPath")}
        if mount.flag("readOnly", default=False):
            volume["read_only"] = True
        if not _authorised(node):
            volume["iam"] = False
        said[node.text("name")] = volume
    return {"volumes": said} if said else {}


def volume_remarks(found: Found) -> Iterator[Remark]:
    """Yield the volumes that the spec cannot say, and why."""
    for node in found.task.nodes("volumes"):
        reason = _hindrance(found, node)
        if reason:
            yield lost(Matter.VOLUME, node.text("name"), reason)


def groups_of_targets(found: Found) -> list[str]:
    """Return the security groups of the mount targets that the tasks use, as far as they were read."""
    systems = {_efs(node).text("fileSystemId") for node in found.task.nodes("volumes")}
    mine = {one.text("SubnetId") for one in found.subnets}
    targets = found.world.table(MountTarget).values()
    used = [one for one in targets if _text(one.file_system) in systems and _text(one.subnet) in mine]
    return [group for one in used for group in _known(one)]


def take_volumes(found: Found, service: Service, subnets: dict[str, str], groups: Groups) -> Iterator[Taken]:
    """Yield the file systems with their access points and mount targets; `subnets` are the names by subnet id."""
    for node in found.task.nodes("volumes"):
        label = service.volumes.get(node.text("name"))
        if label is None:
            continue
        system = _efs(node).text("fileSystemId")
        yield Taken(kind="aws_efs_file_system", label=label, id=system, ignored=WHOLE)
        if point := _point(node):
            yield Taken(kind="aws_efs_access_point", label=label, id=point, ignored=WHOLE)
        for target in unique(found.shelf.nodes("efs:DescribeMountTargets", "MountTargets"), "MountTargetId"):
            name = subnets.get(target.text("SubnetId"))
            if target.text("FileSystemId") == system and name:
                where = f"{label}_{name}"
                # Nothing of it changes, and what the proof reads must be what stands.
                standing = found.world.table(MountTarget).get(target.text("MountTargetId"))
                named: list[Value] = [groups.reference(one) for one in _known(standing)]
                kept: dict[str, Value] = {"security_groups": named} if named else {}
                key = target.text("MountTargetId")
                yield Taken(kind="aws_efs_mount_target", label=where, id=key, kept=kept, ignored=WHOLE)


def _known(target: MountTarget | None) -> tuple[str, ...]:
    groups = target.security_groups if target else None
    return groups.value if isinstance(groups, Known) else ()


def _text(value: Value_[str]) -> str:
    return value.value if isinstance(value, Known) else ""


def _hindrance(found: Found, node: Node) -> str:
    """Return why a volume cannot be said, empty where it can."""
    efs = _efs(node)
    if not efs.text("fileSystemId"):
        return "it is no EFS volume"
    if efs.text("transitEncryption") != _ON:
        return "its transit encryption is off"
    if _authorised(node) != bool(_point(node)):
        return "it is authorised by the task role without an access point, or has an access point without the role"
    if not _point(node) and efs.text("rootDirectory", "/") != "/":
        return f"it mounts the directory {efs.text('rootDirectory')}"
    if efs.number("transitEncryptionPort", 0):
        return "it has a port of its own for transit encryption"
    if len(_mounts(found, node)) != 1:
        return f"the container mounts it {len(_mounts(found, node))} times"
    systems = found.shelf.nodes("efs:DescribeFileSystems", "FileSystems")
    if not any(one.text("FileSystemId") == efs.text("fileSystemId") for one in systems):
        return "no answer of `aws efs describe-file-systems` is about it"
    return ""


def _efs(node: Node) -> Node:
    return node.node("efsVolumeConfiguration")


def _point(node: Node) -> str:
    return _efs(node).node("authorizationConfig").text("accessPointId")


def _authorised(node: Node) -> bool:
    return _efs(node).node("authorizationConfig").text("iam") == _ON


def _mounts(found: Found, node: Node) -> list[Node]:
    return [one for one in found.container.nodes("mountPoints") if one.text("sourceVolume") == node.text("name")]


def _mount(found: Found, node: Node) -> Node | None:
    return next(iter(_mounts(found, node)), None)
