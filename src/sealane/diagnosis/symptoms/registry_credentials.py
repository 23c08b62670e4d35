"""Messages about the password of a private registry."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.answer_outlook import absent, denied
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.network_outlook import to_interface_endpoint
from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    if symptom.failure is Failure.DENIED:
        own = (Cause.SECRET_POLICY_DENIES, Cause.KEY_NOT_USABLE, Cause.KEY_POLICY_DENIES)
        return denied(symptom, *own)
    if symptom.failure is Failure.ABSENT:
        return absent(Cause.SECRET_MISSING, Cause.SECRET_OTHER_REGION)
    return (
        NO_OUTLOOK if symptom.failure is Failure.INVALID else to_interface_endpoint(symptom, Cause.SECRET_OTHER_REGION)
    )


FAMILY: Final = Family(
    name=FamilyName.REGISTRY_CREDENTIALS,
    marks=marked(
        "registry auth from asm",
        "asm fetching (?:secret|registry)",
        "CannotPullContainerAuthError",
        "fetching registry auth",
        "registry credentials from (?:AWS )?Secrets Manager",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html",
    steps=(StepName.REGISTRY_CREDENTIALS,),
    outlook=_outlook,
)
