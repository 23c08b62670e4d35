"""Messages about the token for private ECR."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import parameters, registry_credentials, secrets
from sealane.diagnosis.symptoms.answer_outlook import denied
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.network_outlook import to_interface_endpoint
from sealane.diagnosis.symptoms.outlook import Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    if symptom.failure is Failure.DENIED:
        return denied(symptom)
    return to_interface_endpoint(symptom, Cause.IMAGE_OTHER_REGION)


FAMILY: Final = Family(
    name=FamilyName.REGISTRY_LOGIN,
    marks=marked(
        "ecr registry auth",
        "registry auth(?:entication)? from (?:Amazon )?ECR",
        "GetAuthorizationToken",
        r"https?://api\.ecr",
        r"lookup api\.ecr",
        "CannotPullECRContainerError",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
    yields=(registry_credentials.FAMILY, secrets.FAMILY, parameters.FAMILY),
    steps=(StepName.REGISTRY_LOGIN,),
    outlook=_outlook,
)
