"""Where the tasks run: a new VPC, or an existing one."""

from __future__ import annotations

from typing import Literal

from sealane.spec.part import Part


class FlowLogs(Part):
    """VPC flow logs to CloudWatch Logs."""

    retention_days: int = 30
    """Days to keep the records, one of the values CloudWatch Logs offers."""
    kms_key: str = ""
    """ARN of a KMS key for the log group."""
    traffic: Literal["ALL", "ACCEPT", "REJECT"] = "ALL"
    """Which packets to record."""


class Network(Part):
    """The VPC: a new one by default, an existing one when `vpc_id` and `subnet_ids` are given."""

    cidr: str = "10.0.0.0/16"
    """IPv4 CIDR block of the new VPC, /16 to /28."""
    zones: int | tuple[str, ...] = 2
    """How many Availability Zones the new VPC spans, or which: zone names or zone ids."""
    subnets: tuple[str, ...] = ()
    """CIDR blocks of the private subnets, one per zone; sized for the tasks when left out."""
    vpc_id: str = ""
    """An existing VPC to run in."""
    subnet_ids: tuple[str, ...] = ()
    """The subnets of that VPC for the tasks."""
    flow_logs: FlowLogs | None = None
    """VPC flow logs, off by default."""

    @property
    def existing(self) -> bool:
        """Whether the tasks run in a VPC that is already there."""
        return bool(self.vpc_id)
