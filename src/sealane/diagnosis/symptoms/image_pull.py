"""Messages that say that the image did not come, and not which part of it."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import (
    disk_space,
    image_layers,
    image_manifest,
    image_platform,
    preparation,
    pull_limit,
    registry_credentials,
    registry_login,
    secrets,
)
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.outlook import Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause


def _outlook(symptom: Symptom) -> Outlook:
    """Judge as a manifest that did not come, with what could have kept the layers added."""
    found = image_manifest.outlook(symptom)
    if Cause.TASK_GROUP_EGRESS not in found.possible:
        return found
    possible = (*found.possible, Cause.GATEWAY_ENDPOINT_NOT_ROUTED)
    return Outlook(possible=tuple(dict.fromkeys(possible)), reason=found.reason, against=found.against)


FAMILY: Final = Family(
    name=FamilyName.IMAGE_PULL,
    marks=marked(r"CannotPull\w*", "pull command failed", "can't pull the image", "ref pull has been retried"),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    yields=(
        image_manifest.FAMILY,
        image_layers.FAMILY,
        image_platform.FAMILY,
        pull_limit.FAMILY,
        disk_space.FAMILY,
        registry_login.FAMILY,
        registry_credentials.FAMILY,
        secrets.FAMILY,
        preparation.FAMILY,
    ),
    steps=(StepName.IMAGE_MANIFEST, StepName.IMAGE_LAYERS),
    outlook=_outlook,
)
