"""The identity card of `resource-not-allowed`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.RESOURCE_NOT_ALLOWED,
    title="The action is allowed, but only on other resources",
    means=(
        "A statement allows the action, and its `Resource` does not cover what the task asks for.",
        (
            "Often the six random characters at the end of a secret's ARN are missing, a name has changed, or"
            " `ecr:GetAuthorizationToken`, which takes only `*`, was limited to a repository."
        ),
    ),
    evidence=(
        "at least one Allow statement names the action",
        "no such statement's `Resource` or `NotResource` covers the resource",
    ),
    shown=(
        (
            "AccessDeniedException: User: … is not authorized to perform: … on resource: … because no "
            "identity-based policy allows the … action"
        ),
    ),
    change="name the resource in the statement that allows the action",
    terraform="""\
{
  Effect   = "Allow"
  Action   = "secretsmanager:GetSecretValue"
  Resource = aws_secretsmanager_secret.db.arn # with its random suffix
}
""",
    cli="aws iam put-role-policy --role-name ROLE --policy-name start --policy-document file://policy.json",
    links=(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
    ),
)
