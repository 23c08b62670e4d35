"""Messages about a role that ECS cannot take."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.answer_outlook import told
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook, Reason
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.records import replace
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    """Point to the role's trust policy; ECS's own role is none of the task's.

    The words are the same for a role that trusts nobody, one that was made a moment ago, and one that whoever started
    the task may not pass, so they prove nothing by themselves.
    """
    if symptom.says("service linked role"):
        return NO_OUTLOOK
    return replace(told(Cause.ROLE_NOT_ASSUMABLE), reason=Reason.ONE_STEP)


FAMILY: Final = Family(
    name=FamilyName.ROLE_ASSUMPTION,
    marks=marked(r"unable to assume the (?:configured ECS infrastructure |service.linked )?role"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
    steps=(StepName.ROLE_ASSUMPTION,),
    failure=Failure.DENIED,
    outlook=_outlook,
)
