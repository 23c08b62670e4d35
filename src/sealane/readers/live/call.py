"""One call of an AWS API, and the IAM action that permits it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An API operation as the SDK names it.

    Attributes:
        service: the SDK's name of the service (`ec2`, `efs`).
        operation: the API's name of the operation (`DescribeVpcs`).
        action: the IAM action that permits it, where it is not `service:operation`.

    """

    service: str
    operation: str
    action: str = ""

    @property
    def permission(self) -> str:
        """Return the IAM action that permits the call."""
        return self.action or f"{self.service}:{self.operation}"


def permissions(*calls: Call) -> tuple[str, ...]:
    """Return the IAM actions of some calls, sorted and without repetition."""
    return tuple(sorted({call.permission for call in calls}))
