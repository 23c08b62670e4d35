"""Messages about a role that ECS cannot take."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.answer_outlook import told
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    """Point to the role's trust policy; ECS's own role is none of the task's."""
    return NO_OUTLOOK if symptom.says("service linked role") else told(Cause.ROLE_NOT_ASSUMABLE)


FAMILY: Final = Family(
    name=FamilyName.ROLE_ASSUMPTION,
    marks=marked(r"unable to assume the (?:configured ECS infrastructure |service.linked )?role"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
    steps=(StepName.ROLE_ASSUMPTION,),
    failure=Failure.DENIED,
    outlook=_outlook,
)
