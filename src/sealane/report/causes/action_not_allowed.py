"""The identity card of `action-not-allowed`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ACTION_NOT_ALLOWED,
    title="No statement of the role's policies allows the action",
    means=(
        "AWS denies what nothing allows.",
        (
            "The managed policy `AmazonECSTaskExecutionRolePolicy` pulls images and writes logs, and has "
            "nothing for secrets, parameters, keys, environment files or the creation of log groups."
        ),
    ),
    evidence=(
        (
            "no Allow statement of the role's policies, nor of the resource's own policy where that suffices,"
            " names the action"
        ),
    ),
    shown=(
        (
            "AccessDeniedException: User: arn:aws:sts::…:assumed-role/… is not authorized to perform: … "
            "because no identity-based policy allows the … action"
        ),
        ("CannotPullContainerError: … unexpected status from HEAD request to https://…/manifests/…: 403 Forbidden"),
    ),
    change="allow the action in a policy of the role",
    terraform="""\
resource "aws_iam_role_policy" "secrets" {
  role = aws_iam_role.execution.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "secretsmanager:GetSecretValue"
      Resource = aws_secretsmanager_secret.db.arn
    }]
  })
}
""",
    cli="aws iam put-role-policy --role-name ROLE --policy-name start --policy-document file://policy.json",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        (
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html"
        ),
    ),
)
