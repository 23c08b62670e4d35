"""Messages about an image that is made for another processor or system."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.answer_outlook import told
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.outlook import Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    del symptom
    return told(Cause.IMAGE_PLATFORM_MISMATCH)


FAMILY: Final = Family(
    name=FamilyName.IMAGE_PLATFORM,
    marks=marked(
        "descriptor matching platform",
        "no match for (?:current )?platform",
        "no matching manifest for",
        "exec format error",
        "cannot be used on this platform",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    steps=(StepName.IMAGE_MANIFEST,),
    failure=Failure.INVALID,
    outlook=_outlook,
)
