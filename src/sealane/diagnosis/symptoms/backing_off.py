"""Service events that count failures and leave their reason to the stopped tasks."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.symptom import FamilyName

FAMILY: Final = Family(
    name=FamilyName.BACKING_OFF,
    marks=marked(
        "unable to consistently start tasks",
        "deployment failed: tasks failed to start",
        "deployment circuit breaker",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html",
)
