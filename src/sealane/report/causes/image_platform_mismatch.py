"""The identity card of `image-platform-mismatch`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.IMAGE_PLATFORM_MISMATCH,
    title="The image has no manifest for the task's platform",
    means=(
        (
            "Fargate runs an image for one operating system and one processor architecture, `LINUX` on "
            "`X86_64` unless the task definition says otherwise."
        ),
        "The image was built for another one.",
    ),
    evidence=(
        "the image's manifest or image index was read",
        "none of its platforms is that of the task definition's `runtimePlatform`",
    ),
    shown=(("CannotPullContainerError: … image Manifest does not contain descriptor matching platform 'linux/amd64'"),),
    change="build the image for the task's platform, or set `runtimePlatform` to the image's",
    terraform="""\
resource "aws_ecs_task_definition" "app" {
  # …
  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }
}
""",
    cli="docker buildx build --platform linux/amd64,linux/arm64 --push -t REPOSITORY:TAG .",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html",
    ),
)
