"""Messages about how often a registry may be asked."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import disk_space
from sealane.diagnosis.symptoms.answer_outlook import told
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.outlook import Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    """Rule out the network and the policies: the registry answered."""
    del symptom
    return told()


FAMILY: Final = Family(
    name=FamilyName.PULL_LIMIT,
    marks=marked("toomanyrequests", "pull rate limit", r"\b429\W{1,3}Too Many", "rate exceeded"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    yields=(disk_space.FAMILY,),
    steps=(StepName.IMAGE_MANIFEST,),
    failure=Failure.OTHER,
    outlook=_outlook,
)
