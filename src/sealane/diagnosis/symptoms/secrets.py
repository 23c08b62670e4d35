"""Messages about secrets of Secrets Manager."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import parameters, registry_credentials
from sealane.diagnosis.symptoms.answer_outlook import absent, denied
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.network_outlook import to_interface_endpoint
from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure

_KEYS: Final = (Cause.KEY_NOT_USABLE, Cause.KEY_POLICY_DENIES)


def _outlook(symptom: Symptom) -> Outlook:
    if symptom.failure is Failure.DENIED:
        return denied(symptom, Cause.SECRET_POLICY_DENIES, *_KEYS, first=_KEYS if symptom.says("kms") else ())
    if symptom.failure is Failure.ABSENT:
        return absent(Cause.SECRET_MISSING, Cause.SECRET_OTHER_REGION)
    return (
        NO_OUTLOOK if symptom.failure is Failure.INVALID else to_interface_endpoint(symptom, Cause.SECRET_OTHER_REGION)
    )


FAMILY: Final = Family(
    name=FamilyName.SECRETS,
    marks=marked(
        "secrets? from asm",
        r"(?:from|in) (?:AWS )?Secrets Manager\b",
        r"\bsecretsmanager:GetSecretValue\b",
        "Secrets Manager can't find",
        "task and AWS Secrets Manager",
        "for the AWS Secrets Manager secret",
        r"operation error Secrets Manager\b",
        r"https?://secretsmanager\.",
        r"lookup secretsmanager\.",
        "perform this operation on the secret",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
    yields=(registry_credentials.FAMILY, parameters.FAMILY),
    steps=(StepName.SECRETS,),
    outlook=_outlook,
)
