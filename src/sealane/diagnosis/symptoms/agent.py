"""Messages about AWS's own agent: they pass, or are AWS's to repair."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import network_interface
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.symptom import FamilyName

FAMILY: Final = Family(
    name=FamilyName.AGENT,
    marks=marked(
        "CannotInspectContainerError",
        "CannotStopContainerError",
        "ContainerRuntimeTimeoutError",
        "DockerTimeoutError",
        r"\bInternalError\b",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/internal-error.html",
    yields=(network_interface.FAMILY,),
)
