"""Messages about a container that was there and could not be started."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import disk_space, environment_files, image_platform, log_stream, memory, volume_mount
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.symptom import FamilyName

FAMILY: Final = Family(
    name=FamilyName.CONTAINER_START,
    marks=marked(
        "CannotStartContainerError",
        "CannotCreateContainerError",
        "ContainerRuntimeError",
        "container runtime task",
        "OCI runtime create failed",
        "unable to create new container",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cannot-start-container.html",
    yields=(
        log_stream.FAMILY,
        volume_mount.FAMILY,
        environment_files.FAMILY,
        disk_space.FAMILY,
        memory.FAMILY,
        image_platform.FAMILY,
    ),
)
