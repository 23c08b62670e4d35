"""The identity card of `secret-other-region`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.SECRET_OTHER_REGION,
    title="The secret or parameter is in another Region, without a path there",
    means=(
        "A secret or parameter is read from its own Region.",
        (
            "Secrets Manager and Systems Manager have no cross-Region endpoints, so a sealed task cannot "
            "reach another Region's store."
        ),
    ),
    evidence=(
        "the Region in the ARN is not the task's",
        "the task has no way to that Region's service",
    ),
    shown=(
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: … unable to retrieve "
            "secret from asm: … context deadline exceeded"
        ),
    ),
    change="replicate the secret into the task's Region and name the replica",
    terraform="""\
resource "aws_secretsmanager_secret" "db" {
  name = "app/db"
  replica {
    region = "us-east-1"
  }
}
""",
    cli=("aws secretsmanager replicate-secret-to-regions --secret-id SECRET --add-replica-regions Region=us-east-1"),
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        ("https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html"),
    ),
)
