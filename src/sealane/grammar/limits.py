"""Ranges and counts that AWS sets, each with the page that states it."""

from __future__ import annotations

from typing import Final

from sealane.records import dataclass

_ECS = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/"
_GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The least and the most of something, its unit, and the page that says so."""

    least: int
    most: int
    unit: str
    link: str

    def holds(self, value: int) -> bool:
        """Tell whether a value is within."""
        return self.least <= value <= self.most

    def __str__(self) -> str:
        """Write the range out: `5 to 300 seconds`."""
        return f"{self.least} to {self.most} {self.unit}".rstrip()


_HEALTH_CHECK = _ECS + "API_HealthCheck.html"
HEALTH_CHECK: Final = {
    "interval": Range(least=5, most=300, unit="seconds", link=_HEALTH_CHECK),
    "timeout": Range(least=2, most=60, unit="seconds", link=_HEALTH_CHECK),
    "retries": Range(least=1, most=10, unit="times", link=_HEALTH_CHECK),
    "start_period": Range(least=0, most=300, unit="seconds", link=_HEALTH_CHECK),
}

EPHEMERAL_STORAGE: Final = Range(least=21, most=200, unit="GiB", link=_ECS + "API_EphemeralStorage.html")
INCLUDED_STORAGE: Final = 20
"""GiB that every task has; `ephemeralStorage` is left out of the task definition then."""

PORT: Final = Range(
    least=1,
    most=65535,
    unit="",
    link="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
)

TASKS_PER_SERVICE: Final = Range(least=0, most=5000, unit="tasks", link=_GUIDE + "service-quotas.html")
"""The default quota of tasks in one service."""

ENVIRONMENT_FILES: Final = 10
ENVIRONMENT_FILES_SOURCE: Final = _ECS + "API_EnvironmentFile.html"

SUBNETS_PER_SERVICE: Final = 16
SUBNETS_SOURCE: Final = _ECS + "API_AwsVpcConfiguration.html"

ENDPOINTS_PER_VPC: Final = 50
ENDPOINTS_SOURCE: Final = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html"

RULES_PER_GROUP: Final = 60
RULES_SOURCE: Final = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"
"""Rules of one security group in one direction, by default."""

UTILISATION: Final = Range(least=1, most=100, unit="percent", link=_GUIDE + "service-autoscaling-targettracking.html")

TASK_DEFINITION_BYTES: Final = 64 * 1024
TASK_DEFINITION_SOURCE: Final = _GUIDE + "service-quotas.html"
"""A registered task definition is at most 64 KiB."""

POLICIES_PER_ROLE: Final = 10
POLICIES_SOURCE: Final = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
"""Managed policies attached to one role, by default."""

INLINE_POLICY_CHARACTERS: Final = 10_240
"""All inline policies of one role together, white space not counted; stated on the same page."""

LOAD_BALANCER_FREE_ADDRESSES: Final = 8
LOAD_BALANCER_SOURCE: Final = (
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html"
)
"""Addresses that an Application Load Balancer wants free in each of its subnets."""
