"""The identity card of `repository-policy-denies`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.REPOSITORY_POLICY_DENIES,
    title="The repository's policy keeps the role out",
    means=(
        "A repository of another account must allow the pull in its own policy, beside the role's policies.",
        "In the same account a Deny of the repository's policy is enough to stop it.",
        "Who may not ask cannot read another account's policy, and the answer stays open.",
        'Whoever knows that it lets the task in says `--accept repository-policy-denies --because "…"`.',
    ),
    evidence=(
        "the repository is in another account and its policy allows no pull for the role or its account, or",
        "its policy denies the pull",
    ),
    shown=(
        ("CannotPullContainerError: … unexpected status from HEAD request to https://…/manifests/…: 403 Forbidden"),
    ),
    change=(
        "allow `ecr:BatchGetImage` and `ecr:GetDownloadUrlForLayer` for the role's account in the repository's policy"
    ),
    terraform="""\
resource "aws_ecr_repository_policy" "pull" {
  repository = aws_ecr_repository.app.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    }]
  })
}
""",
    cli="aws ecr set-repository-policy --repository-name REPOSITORY --policy-text file://policy.json",
    links=(
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html",
    ),
)
