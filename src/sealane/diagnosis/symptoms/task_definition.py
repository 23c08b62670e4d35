"""Messages about what a task definition asks of Fargate."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.answer_outlook import told
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    """Tell a pair of cpu and memory that there is none of; the other messages are no cause of ours."""
    return told(Cause.SIZE_NOT_OFFERED) if symptom.says("setting for task", "fargate configuration") else NO_OUTLOOK


FAMILY: Final = Family(
    name=FamilyName.TASK_DEFINITION,
    marks=marked(
        r"Invalid '?(?:cpu|memory)'? setting for task",
        "No Fargate configuration exists",
        "not compatible with the selected (?:compute|capacity)",
        "requires task definition to have",
        "Fargate requires that '",
        "does not support (?:network mode|launch type)",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
    failure=Failure.INVALID,
    outlook=_outlook,
)
