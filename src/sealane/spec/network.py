"""Where the tasks run: a new VPC, or an existing one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from sealane.spec import shorthands, traits
from sealane.spec.part import Integer, Part


class FlowLogs(Part):
    """VPC flow logs to CloudWatch Logs."""

    retention_days: Integer = 30
    """Days to keep the records, one of the values CloudWatch Logs offers."""
    kms_key: str = ""
    """ARN of a KMS key for the log group."""
    traffic: Literal["ALL", "ACCEPT", "REJECT"] = "ALL"
    """Which packets to record."""


class Network(Part):
    """The VPC: a new one by default, an existing one when `vpc_id` and `subnet_ids` are given."""

    cidr: str = "10.0.0.0/16"
    """IPv4 CIDR block of the new VPC, /16 to /28."""
    zones: Annotated[int | tuple[str, ...], BeforeValidator(shorthands.number_or_names)] = 2
    """How many Availability Zones the new VPC spans, or which: zone names or zone ids."""
    subnets: tuple[str, ...] = ()
    """CIDR blocks of the private subnets, one per zone; sized for the tasks when left out."""
    vpc_id: str = ""
    """An existing VPC to run in."""
    subnet_ids: tuple[str, ...] = ()
    """The subnets of that VPC for the tasks."""
    flow_logs: Annotated[FlowLogs | None, BeforeValidator(shorthands.switch)] = None
    """VPC flow logs, off by default."""

    @property
    def existing(self) -> bool:
        """Whether the tasks run in a VPC that is already there."""
        return traits.existing(self)

    @property
    def zone_count(self) -> int:
        """How many zones the tasks run in; of an existing VPC only the number of subnets is known."""
        return traits.zone_count(self)
