"""The identity card of `image-other-region`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.IMAGE_OTHER_REGION,
    title="The image is in ECR of another Region, and there is no path there",
    means=(
        "Token, manifest and layers of an ECR image all come from the repository's own Region.",
        ("Endpoints of the task's Region do not serve them, and a gateway endpoint of S3 covers its own Region only."),
    ),
    evidence=(
        "the Region in the image's address is not the task's",
        "no cross-Region endpoint and no way to the internet serve that Region's names",
    ),
    shown=(
        (
            "CannotPullContainerError: … failed to resolve ref …dkr.ecr.<other region>…: dial tcp <public "
            "address>:443: i/o timeout"
        ),
    ),
    change="replicate the repository into the task's Region and use the image there",
    terraform="""\
resource "aws_ecr_replication_configuration" "here" {
  replication_configuration {
    rule {
      destination {
        region      = "us-east-1"
        registry_id = "111122223333"
      }
    }
  }
}
""",
    cli=(
        "aws ecr put-replication-configuration --region SOURCE_REGION --replication-configuration "
        "file://replication.json"
    ),
    links=(
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html",
        ("https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html"),
    ),
)
