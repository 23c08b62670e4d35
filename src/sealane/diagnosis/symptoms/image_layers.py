"""Messages about the layers of an image."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import disk_space, image_manifest, image_platform, pull_limit
from sealane.diagnosis.symptoms.answer_outlook import absent, denied
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.network_outlook import to_gateway_endpoint, to_interface_endpoint, to_outside
from sealane.diagnosis.symptoms.outlook import Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure

# A manifest is copied with the same words, so an address that is cut before it tells which decides nothing.
_ADDRESS_UNDECIDED: Final = r"(?!(?!.*(?:/blobs/|starport|\.s3)).*(?:\.\.\.|\u2026)$)"


def _outlook(symptom: Symptom) -> Outlook:
    """Judge by the host: ECR answers with a redirect to S3, whose pre-signed address needs no role of the task.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """
    from_s3 = symptom.service == "s3" or not symptom.host
    if symptom.failure is Failure.DENIED:
        own = (Cause.REPOSITORY_POLICY_DENIES,) if symptom.service == "ecr.dkr" else ()
        return denied(symptom, *own, first=(Cause.ENDPOINT_POLICY_DENIES,) if from_s3 else ())
    if symptom.failure is Failure.ABSENT:
        return absent(Cause.IMAGE_MISSING)
    if from_s3:
        return to_gateway_endpoint(symptom, Cause.IMAGE_OTHER_REGION)
    if symptom.service:
        return to_interface_endpoint(symptom)
    return to_outside(symptom, Cause.REGISTRY_NOT_PRIVATE, Cause.FOREIGN_LAYERS, Cause.PULL_THROUGH_CACHE_UPSTREAM)


FAMILY: Final = Family(
    name=FamilyName.IMAGE_LAYERS,
    marks=marked(
        rf"failed to copy{_ADDRESS_UNDECIDED}",
        rf"httpRead(?:er)?Seeker{_ADDRESS_UNDECIDED}",
        "starport-layer-bucket",
        "GetDownloadUrlForLayer",
        "nil pointer dereference",
        "failed to (?:extract|register|apply) layer",
        "error pulling image conf",
        r"/v2/\S+/blobs/",
        "unknown blob",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    yields=(image_manifest.FAMILY, disk_space.FAMILY, pull_limit.FAMILY, image_platform.FAMILY),
    steps=(StepName.IMAGE_LAYERS,),
    outlook=_outlook,
)
