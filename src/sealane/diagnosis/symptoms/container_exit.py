"""Messages about a container that started and ended."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import container_start, image_platform, image_pull, log_stream, memory
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.symptom import FamilyName

# A pull that failed under the oldest platform versions ended the task with the same words.
FAMILY: Final = Family(
    name=FamilyName.CONTAINER_EXIT,
    marks=marked("essential container in task exited", r"\bEssentialContainerExited\W*$"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html",
    yields=(
        image_pull.FAMILY,
        image_platform.FAMILY,
        container_start.FAMILY,
        log_stream.FAMILY,
        memory.FAMILY,
    ),
)
