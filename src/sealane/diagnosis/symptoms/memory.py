"""Messages about a container that used more memory than it may."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.symptom import FamilyName
from sealane.verdicts.observation import Failure

FAMILY: Final = Family(
    name=FamilyName.MEMORY,
    marks=marked("OutOfMemory", "killed due to memory usage", "OOMKilled"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html",
    failure=Failure.OTHER,
)
