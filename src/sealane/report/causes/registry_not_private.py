"""The identity card of `registry-not-private`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.REGISTRY_NOT_PRIVATE,
    title="The image is in a registry that has no private path",
    means=(
        (
            "Images of ECR Public, Docker Hub, Quay, GitHub and other public registries come over the "
            "internet; no VPC endpoint carries their layers."
        ),
        "A task in a VPC without internet cannot pull them.",
    ),
    evidence=(
        "the image's registry is not private ECR",
        "the task has no way to the internet",
    ),
    shown=(
        (
            'CannotPullContainerError: … failed to do request: Head "https://registry-1.docker.io/…": dial '
            "tcp <public address>:443: i/o timeout"
        ),
    ),
    change="copy the image into a private ECR repository and name that",
    terraform="""\
resource "aws_ecr_repository" "nginx" {
  name = "mirror/nginx"
}
""",
    cli="""\
aws ecr create-repository --repository-name mirror/nginx
skopeo copy --all docker://docker.io/library/nginx:1.27 \\
  docker://111122223333.dkr.ecr.us-east-1.amazonaws.com/mirror/nginx:1.27
""",
    links=(
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    ),
)
