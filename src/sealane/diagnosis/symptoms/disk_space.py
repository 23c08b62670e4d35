"""Messages about storage that is full."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.symptom import FamilyName
from sealane.verdicts.observation import Failure

FAMILY: Final = Family(
    name=FamilyName.DISK_SPACE,
    marks=marked("no space left on device", "thin pool has .{0,40}free data blocks"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    failure=Failure.OTHER,
)
