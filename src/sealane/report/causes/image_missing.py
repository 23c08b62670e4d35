"""The identity card of `image-missing`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.IMAGE_MISSING,
    title="The repository, tag or digest does not exist",
    means=(
        "The task asks ECR for an image that is not there.",
        (
            "A service resolves a tag to a digest at its first task, so a tag that was overwritten or expired"
            " later stops scaling too."
        ),
    ),
    evidence=("the repository was read and does not exist, or it has no image with that tag or digest",),
    shown=("CannotPullContainerError: … failed to resolve ref …: not found",),
    change="push the image under the name that the task definition uses, or name one that exists",
    cli="""\
aws ecr describe-images --repository-name REPOSITORY --query 'imageDetails[].imageTags'
docker push 111122223333.dkr.ecr.us-east-1.amazonaws.com/REPOSITORY:TAG
""",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-ecr-image.html",
    ),
)
