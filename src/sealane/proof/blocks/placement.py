"""What keeps Fargate from placing a task at all."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.verdicts.cause import Cause
from sealane.world.subnets import Subnet
from sealane.world.values import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeNotOffered:
    """Fargate has no such pair of CPU units and MiB of memory for the task's operating system.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
    """

    cpu: str
    memory: str
    operating_system: str
    nearest: tuple[int, int] | None
    origin: Origin
    cause: Cause = Cause.SIZE_NOT_OFFERED


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneNotOffered:
    """Fargate does not run in the zone of a subnet.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html
    """

    subnet: Subnet
    zone: str
    cause: Cause = Cause.ZONE_NOT_OFFERED

    @property
    def origin(self) -> Origin:
        """The subnet."""
        return self.subnet.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SubnetFull:
    """A subnet has no free address, and each task takes one.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/failed-to-start-error.html
    """

    subnet: Subnet
    cause: Cause = Cause.SUBNET_FULL

    @property
    def origin(self) -> Origin:
        """The subnet."""
        return self.subnet.origin
