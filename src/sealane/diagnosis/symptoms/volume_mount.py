"""Messages about an EFS file system."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.answer_outlook import absent, told
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.network_outlook import NAMES, POLICIES
from sealane.diagnosis.symptoms.outlook import Against, Outlook, Reason
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure


def _outlook(symptom: Symptom) -> Outlook:
    """Judge by what mount says: a name without an address, silence on port 2049, or a refusal of the file system.

    https://docs.aws.amazon.com/efs/latest/ug/troubleshooting-efs-mounting.html
    """
    if symptom.says("no such file or directory"):
        return absent()
    if symptom.failure is Failure.DENIED:
        return told(Cause.EFS_POLICY_DENIES, Cause.ACTION_NOT_ALLOWED, Cause.CONDITION_NOT_MET)
    if symptom.failure is Failure.NAME:
        return Outlook(
            possible=(Cause.EFS_MOUNT_TARGET_MISSING, Cause.VPC_DNS_OFF, *NAMES[:1], Cause.NAMES_OVERRIDDEN),
            reason=Reason.NO_NAME,
            against=(
                Against(
                    reason=Reason.NO_NAME,
                    causes=(Cause.EFS_GROUP_INGRESS, Cause.EFS_POLICY_DENIES, Cause.TASK_GROUP_EGRESS, *POLICIES),
                ),
            ),
        )
    return Outlook(
        possible=(Cause.EFS_GROUP_INGRESS, Cause.TASK_GROUP_EGRESS, Cause.NETWORK_ACL_BLOCKS),
        reason=Reason.NO_ANSWER,
        against=(Against(reason=Reason.NO_ANSWER, causes=(Cause.EFS_POLICY_DENIES, *NAMES, *POLICIES)),),
    )


FAMILY: Final = Family(
    name=FamilyName.VOLUME_MOUNT,
    marks=marked("EFS utils", r"mount\.nfs4", "set up EFS volumes", "access denied by server while mounting"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    steps=(StepName.VOLUME_MOUNT,),
    outlook=_outlook,
)
