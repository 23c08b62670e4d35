"""Messages about a place that Fargate has for no task."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.answer_outlook import told
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.verdicts.cause import Cause


def _outlook(symptom: Symptom) -> Outlook:
    """Point to a zone without Fargate; missing capacity is AWS's own and passes."""
    return NO_OUTLOOK if symptom.says("capacity is unavailable") else told(Cause.ZONE_NOT_OFFERED)


FAMILY: Final = Family(
    name=FamilyName.PLACEMENT,
    marks=marked(r"unable to place a task\W+(?:Reason:\W*)?Internal error", "capacity is unavailable at this time"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html",
    outlook=_outlook,
)
