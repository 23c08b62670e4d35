"""The identity card of `secret-missing`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.SECRET_MISSING,
    title="The secret or parameter does not exist",
    means=(
        (
            "The task definition names a secret or parameter that is not there, is marked for deletion, or "
            "has no such key or version."
        ),
    ),
    evidence=(
        ("the secret or parameter was looked for in its Region and does not exist, or is scheduled for deletion"),
    ),
    shown=(
        "ResourceNotFoundException: Secrets Manager can't find the specified secret",
        ("InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion."),
    ),
    change="create the secret, or name one that exists by its full ARN",
    terraform="""\
resource "aws_secretsmanager_secret" "db" {
  name = "app/db"
}
""",
    cli="aws secretsmanager create-secret --name app/db",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-not-found-error.html",
    ),
)
