"""Messages that say that a token or a secret did not come, and not which."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import parameters, registry_credentials, registry_login, secrets
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
        return denied(symptom, Cause.SECRET_POLICY_DENIES, Cause.KEY_NOT_USABLE, Cause.KEY_POLICY_DENIES)
    return to_interface_endpoint(symptom)


FAMILY: Final = Family(
    name=FamilyName.PREPARATION,
    marks=marked(
        "unable to pull secrets or registry auth",
        "execution resource retrieval failed",
        "(?:can't|cannot) pull secrets or registry auth",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
    yields=(registry_login.FAMILY, registry_credentials.FAMILY, secrets.FAMILY, parameters.FAMILY),
    steps=(StepName.REGISTRY_LOGIN, StepName.SECRETS, StepName.PARAMETERS, StepName.REGISTRY_CREDENTIALS),
    outlook=_outlook,
)
