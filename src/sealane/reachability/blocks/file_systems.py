"""Mount targets that are not there, or closed."""

from __future__ import annotations

from typing import ClassVar

from sealane.records import dataclass, field
from sealane.verdicts.cause import Cause
from sealane.world.security_groups import SecurityGroup
from sealane.world.stores import FileSystem, MountTarget
from sealane.world.subnets import Subnet
from sealane.world.values import Origin, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class MountTargetIngress:
    """No inbound rule of the mount target's groups admits every packet of the task on the NFS port.

    https://docs.aws.amazon.com/efs/latest/ug/network-access.html
    """

    cause: ClassVar[Cause] = Cause.EFS_GROUP_INGRESS
    mount_target: MountTarget
    groups: tuple[SecurityGroup, ...]
    task_groups: tuple[str, ...]
    port: int
    source: tuple[str, ...]
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The first of the mount target's groups, or the mount target when it has none."""
        return self.groups[0].origin if self.groups else self.mount_target.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class MountTargetMissing:
    """The file system has no mount target in the task's VPC and zone; `zone` is as far as it is known.

    Its name resolves to the mount target of the zone that asks.
    https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html
    """

    cause: ClassVar[Cause] = Cause.EFS_MOUNT_TARGET_MISSING
    file_system: FileSystem
    subnet: Subnet
    zone: Value[str]

    @property
    def origin(self) -> Origin:
        """The file system."""
        return self.file_system.origin
