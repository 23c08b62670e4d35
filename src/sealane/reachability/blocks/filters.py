"""Security groups and network ACLs that keep a packet from passing."""

from __future__ import annotations

from typing import ClassVar

from sealane.reachability.blocks.towards import Towards
from sealane.records import dataclass, field
from sealane.verdicts.cause import Cause
from sealane.verdicts.trace import Packet
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.security_groups import Direction, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Origin
from sealane.world.vpcs import Vpc


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroupEgress:
    """No outbound rule of the task's groups lets every packet out that the way needs.

    https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    """

    cause: ClassVar[Cause] = Cause.TASK_GROUP_EGRESS
    groups: tuple[SecurityGroup, ...]
    towards: Towards
    port: int
    protocol: str
    peer_groups: tuple[str, ...] = field(default=(), compare=False)
    vpc: Vpc | None = field(default=None, compare=False)
    packet: Packet | None = field(default=None, compare=False)

    @property
    def origin(self) -> Origin:
        """The first of the task's groups."""
        return self.groups[0].origin if self.groups else Origin(self.towards.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkAclBlocks:
    """A network ACL on the border of a subnet drops the packet, or all of its answers.

    `entry` is the entry that denies, `None` for the closing one that no ACL lacks. `answer` says that the packet is the
    answer, to any of the ports from which a client may have asked. Nothing is judged inside one subnet.
    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
    """

    cause: ClassVar[Cause] = Cause.NETWORK_ACL_BLOCKS
    acl: NetworkAcl
    entry: AclEntry | None
    direction: Direction
    answer: bool
    protocol: str
    ports: tuple[int, int]
    towards: Towards
    subnet: Subnet = field(compare=False)
    packet: Packet | None = field(default=None, compare=False)

    @property
    def origin(self) -> Origin:
        """The entry that denies, else the ACL."""
        return self.entry.origin if self.entry else self.acl.origin
