"""Messages about the log stream that a container writes to."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import task_definition
from sealane.diagnosis.symptoms.answer_outlook import absent, denied, told
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.network_outlook import to_interface_endpoint
from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.grammar.partitions import partition_of
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    """Read a missing group only where Logs answered so: the words for a broken network begin with the group too."""
    if symptom.failure is Failure.DENIED:
        return denied(symptom, Cause.KEY_NOT_USABLE, Cause.KEY_POLICY_DENIES)
    if symptom.failure is Failure.ABSENT:
        return absent(Cause.LOG_GROUP_MISSING, Cause.LOG_REGION_WRONG)
    if symptom.says("missingendpoint") or (symptom.failure is Failure.NAME and not _is_region(symptom.region)):
        return told(Cause.LOG_REGION_WRONG)
    if symptom.failure is Failure.INVALID:
        return NO_OUTLOOK
    if symptom.failure is None and symptom.says("logging driver") and not symptom.cut:
        return absent(Cause.LOG_GROUP_MISSING, Cause.LOG_REGION_WRONG)
    return to_interface_endpoint(symptom, Cause.LOG_REGION_WRONG)


def _is_region(text: str) -> bool:
    try:
        partition_of(text)
    except KeyError:
        return not text
    return True


FAMILY: Final = Family(
    name=FamilyName.LOG_STREAM,
    marks=marked(
        "validate logger args",
        r"cloudwatch log(?:s)? (?:stream|group)",
        "initiali[sz]e logging driver",
        "awslogs driver arguments",
        r"\blogs:CreateLog(?:Stream|Group)\b",
        r"https?://logs\.",
        r"lookup logs\.",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
    yields=(task_definition.FAMILY,),
    steps=(StepName.LOG_STREAM,),
    outlook=_outlook,
)
