"""Whether a container is well, from one check after another.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
"""

from __future__ import annotations

import enum

from sealane.lab.task.definition import HealthCheck
from sealane.records import dataclass, replace


class Health(enum.StrEnum):
    """What ECS says of a container; unknown until it is known, and for one without a check."""

    UNKNOWN = "UNKNOWN"
    HEALTHY = "HEALTHY"
    UNHEALTHY = "UNHEALTHY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One container's checks so far: how many failed in a row."""

    check: HealthCheck
    health: Health = Health.UNKNOWN
    failures: int = 0

    def after(self, *, passed: bool, age: float) -> Watch:
        """Return what holds after a check that ended `age` seconds after the container's start.

        A failure within the start period counts only once a check has passed.
        """
        if passed:
            return replace(self, health=Health.HEALTHY, failures=0)
        if age < self.check.start_period and self.health is Health.UNKNOWN:
            return self
        failures = self.failures + 1
        bad = failures >= self.check.retries
        return replace(self, failures=failures, health=Health.UNHEALTHY if bad else self.health)
