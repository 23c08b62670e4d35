"""EFS file systems, mount targets and access points, to facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, command_of, document_of, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.policies import Document
from sealane.world.stores import NO_POLICY, AccessPoint, FileSystem, MountTarget
from sealane.world.values import Known, Unread, Value

_POLICY = "efs:DescribeFileSystemPolicy"
_POLICY_ACTION = "elasticfilesystem:DescribeFileSystemPolicy"
_GROUPS = "efs:DescribeMountTargetSecurityGroups"
_GROUPS_ACTION = "elasticfilesystem:DescribeMountTargetSecurityGroups"
_TARGET = r"fsmt-[0-9a-f]+"
_GONE = frozenset({"deleting", "deleted", "error"})


def file_systems(shelf: Shelf) -> Iterator[FileSystem]:
    """Yield the file systems: https://docs.aws.amazon.com/efs/latest/ug/API_FileSystemDescription.html."""
    for node in shelf.nodes("efs:DescribeFileSystems", "FileSystems"):
        key = key_of(node, "FileSystemId")
        yield FileSystem(
            id=key,
            origin=origin_of(node.text("FileSystemArn") or key, node),
            policy=_policy(shelf, key),
            arn=Known(node.text("FileSystemArn")),
            one_zone=Known(bool(node.text("AvailabilityZoneName"))),
        )


def mount_targets(shelf: Shelf) -> Iterator[MountTarget]:
    """Yield the mount targets: https://docs.aws.amazon.com/efs/latest/ug/API_MountTargetDescription.html."""
    groups = _groups(shelf)
    interfaces = {
        node.text("NetworkInterfaceId"): node
        for node in shelf.nodes("ec2:DescribeNetworkInterfaces", "NetworkInterfaces")
    }
    for node in shelf.nodes("efs:DescribeMountTargets", "MountTargets"):
        if node.text("LifeCycleState") in _GONE:
            continue
        key = key_of(node, "MountTargetId")
        yield MountTarget(
            id=key,
            origin=origin_of(key, node),
            file_system=Known(key_of(node, "FileSystemId")),
            subnet=Known(key_of(node, "SubnetId")),
            security_groups=_groups_of(key, node, groups, interfaces),
            address=Known(node.text("IpAddress")),
        )


def access_points(shelf: Shelf) -> Iterator[AccessPoint]:
    """Yield the access points: https://docs.aws.amazon.com/efs/latest/ug/API_AccessPointDescription.html."""
    for node in shelf.nodes("efs:DescribeAccessPoints", "AccessPoints"):
        key = key_of(node, "AccessPointId")
        yield AccessPoint(
            id=key,
            origin=origin_of(node.text("AccessPointArn") or key, node),
            file_system=Known(key_of(node, "FileSystemId")),
            arn=Known(node.text("AccessPointArn")),
        )


def _policy(shelf: Shelf, key: str) -> Value[Document]:
    for answer in shelf.every(_POLICY):
        call = answer.call
        if call.answered and answer.node.text("FileSystemId") == key:
            return Known(document_of(answer.node, "Policy") or NO_POLICY)
        if not call.answered and (answer.parameter("FileSystemId") or answer.one_of((key,))) == key:
            refused = Unread(f"AWS refused {command_of(_POLICY)}: {call.error}", _POLICY_ACTION)
            return Known(NO_POLICY) if call.absent else refused
    return Unread(f"no answer of {command_of(_POLICY)} names {key}", _POLICY_ACTION)


def _groups_of(
    key: str, node: Node, groups: Mapping[str, Answer], interfaces: Mapping[str, Node]
) -> Value[tuple[str, ...]]:
    answer = groups.get(key)
    if answer is not None and answer.call.answered:
        return Known(answer.node.texts("SecurityGroups"))
    interface = interfaces.get(node.text("NetworkInterfaceId"))
    if interface is not None:
        return Known(tuple(key_of(group, "GroupId") for group in interface.nodes("Groups")))
    if answer is not None:
        return Unread(f"AWS refused {command_of(_GROUPS)}: {answer.call.error}", _GROUPS_ACTION)
    return Unread(f"no answer of {command_of(_GROUPS)} names {key}", _GROUPS_ACTION)


def _groups(shelf: Shelf) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for answer in shelf.every(_GROUPS):
        target = answer.parameter("MountTargetId") or answer.named(_TARGET)
        if target:
            found[target] = answer
        elif answer.call.answered:
            shelf.unclaimed.append(Unclaimed(answer.call, "which mount target it is about"))
    return found
