"""Messages about a volume that was not made."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import volume_mount
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.symptom import FamilyName
from sealane.startup.step import StepName

FAMILY: Final = Family(
    name=FamilyName.VOLUME_CREATION,
    marks=marked("CannotCreateVolumeError", r"failed to (?:create|attach) (?:the )?(?:EBS )?volume"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cannot-create-volume.html",
    yields=(volume_mount.FAMILY,),
    steps=(StepName.VOLUME_MOUNT,),
)
