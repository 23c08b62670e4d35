"""The identity card of `secret-policy-denies`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.SECRET_POLICY_DENIES,
    title="The secret's own policy keeps the role out",
    means=(
        "A secret can carry a resource policy.",
        "It denies the role, or the secret is in another account and the policy does not allow the role.",
    ),
    evidence=(
        "a Deny of the secret's policy matches, or",
        "the secret is in another account and its policy has no Allow for the role or its account",
    ),
    shown=(
        (
            "AccessDeniedException: User: … is not authorized to perform: secretsmanager:GetSecretValue … "
            "with an explicit deny in a resource-based policy"
        ),
    ),
    change="allow `secretsmanager:GetSecretValue` for the role in the secret's policy",
    terraform="""\
resource "aws_secretsmanager_secret_policy" "db" {
  secret_arn = aws_secretsmanager_secret.db.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.execution.arn }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}
""",
    cli="aws secretsmanager put-resource-policy --secret-id SECRET --resource-policy file://policy.json",
    links=("https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html",),
)
