"""EFS file systems, mount targets and access points."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.naming import known_text
from sealane.readers.cloudformation.translate.security_groups import GROUP
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.world.stores import NO_POLICY, AccessPoint, FileSystem, MountTarget
from sealane.world.values import Known, Unknown

FILE_SYSTEM = "AWS::EFS::FileSystem"
ACCESS_POINT = "AWS::EFS::AccessPoint"
_MOUNT_TARGET = "AWS::EFS::MountTarget"


def file_systems(holdings: Holdings) -> Iterator[Finding]:
    """Yield file systems with what leads to them.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-efs-filesystem.html
    """
    for resource in holdings.of(FILE_SYSTEM):
        fields = fields_of(resource, holdings)
        yield FileSystem(
            id=resource.key,
            origin=resource.origin,
            policy=fields.document("FileSystemPolicy", NO_POLICY),
            arn=known_text(holdings.arn(resource)),
            one_zone=Known(fields.has("AvailabilityZoneName")),
        )
    for resource in holdings.of(_MOUNT_TARGET):
        fields = fields_of(resource, holdings)
        address = fields.text("IpAddress") if fields.has("IpAddress") else Unknown("AWS chooses the address")
        yield MountTarget(
            id=resource.key,
            origin=resource.origin,
            file_system=fields.key("FileSystemId", FILE_SYSTEM),
            subnet=fields.key("SubnetId", SUBNET),
            security_groups=fields.keys("SecurityGroups", GROUP),
            address=address,
        )
    for resource in holdings.of(ACCESS_POINT):
        yield AccessPoint(
            id=resource.key,
            origin=resource.origin,
            file_system=fields_of(resource, holdings).key("FileSystemId", FILE_SYSTEM),
            arn=known_text(holdings.arn(resource)),
        )
