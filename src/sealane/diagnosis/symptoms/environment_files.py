"""Messages about files of environment variables in S3."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.answer_outlook import absent, denied
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.network_outlook import to_gateway_endpoint
from sealane.diagnosis.symptoms.outlook import Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    """Point to policies for a 403, which S3 also answers for a file that is not there when listing is not allowed."""
    if symptom.failure is Failure.DENIED:
        return denied(symptom, Cause.BUCKET_POLICY_DENIES, Cause.KEY_NOT_USABLE, Cause.KEY_POLICY_DENIES)
    return absent() if symptom.failure is Failure.ABSENT else to_gateway_endpoint(symptom)


FAMILY: Final = Family(
    name=FamilyName.ENVIRONMENT_FILES,
    marks=marked(
        r"download (?:the )?env(?:ironment)?(?: variable)? ?files?",
        "file download command",
        "environment variable files? from",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
    steps=(StepName.ENVIRONMENT_FILES,),
    outlook=_outlook,
)
