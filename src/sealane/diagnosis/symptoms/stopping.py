"""Messages about a task that somebody stopped: no failed start."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.symptom import FamilyName

FAMILY: Final = Family(
    name=FamilyName.STOPPING,
    marks=marked(
        "scaling activity initiated",
        r"failed (?:ELB|container) health checks",
        "task stopped by",
        "stopped by user",
        "your spot task was interrupted",
        "SpotInterruptionError",
        "ECS is performing maintenance",
        "target is in an availability zone",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html",
)
