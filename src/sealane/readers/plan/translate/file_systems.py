"""EFS file systems with their mount targets and access points."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import FILES, GROUP, SUBNET
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.readers.plan.translate.documents import document_of
from sealane.readers.plan.translate.settings import arn_of
from sealane.world.policies import Document
from sealane.world.stores import AccessPoint, FileSystem, MountTarget
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unread, Value


def translate(estate: Estate) -> Iterator[FileSystem | MountTarget | AccessPoint]:
    """Yield the file systems, mount targets and access points."""
    policies = children(estate, ("aws_efs_file_system_policy",), "file_system_id", FILES)
    for resource in estate.of("aws_efs_file_system"):
        if estate.key_of(resource) == resource.address:
            yield FileSystem(
                id=resource.address,
                origin=estate.origin(resource),
                policy=_policy(estate, resource, policies),
                arn=_arn(resource, "file-system"),
                one_zone=_one_zone(resource),
            )
    for resource in estate.of("aws_efs_mount_target"):
        yield MountTarget(
            id=resource.address,
            origin=estate.origin(resource),
            file_system=estate.key(resource, "file_system_id", FILES),
            subnet=estate.key(resource, "subnet_id", SUBNET),
            security_groups=estate.keys(resource, "security_groups", GROUP),
            address=_address(resource),
        )
    for resource in estate.of("aws_efs_access_point"):
        if estate.key_of(resource) == resource.address:
            yield AccessPoint(
                id=resource.address,
                origin=estate.origin(resource),
                file_system=estate.key(resource, "file_system_id", FILES),
                arn=_arn(resource, "access-point"),
            )


def _policy(estate: Estate, resource: Resource, policies: Children) -> Value[Document]:
    for other in policies.of(resource.address):
        return document_of(estate, other, "policy")
    if policies.strays:
        return policies.strays[0]
    if resource.home.data:
        return Unread(
            f"the policy of {resource.address} is not in the source", "elasticfilesystem:DescribeFileSystemPolicy"
        )
    return Known("")


def _arn(resource: Resource, kind: str) -> Value[Text]:
    if resource.literal("arn"):
        return Known(resource.literal("arn"))
    head = arn_of(resource, "elasticfilesystem", f"{kind}/")
    parts = (head,) if isinstance(head, str) else head.parts
    return Known(Partial((*parts, Hole("EFS chooses the id", f"{resource.address}.id", plain=True))))


def _one_zone(resource: Resource) -> Value[bool]:
    zone = resource.text("availability_zone_name")
    if isinstance(zone, Known):
        return Known(bool(zone.value))
    return zone if resource.configured("availability_zone_name") else Known(False)  # noqa: FBT003 - AWS's default


def _address(resource: Resource) -> Value[str]:
    """Return the address; before it is made, one that AWS chooses is not in the source."""
    address = resource.text("ip_address")
    return address if isinstance(address, Known) or resource.configured("ip_address") else Known("")
