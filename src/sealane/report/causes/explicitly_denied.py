"""The identity card of `explicitly-denied`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.EXPLICITLY_DENIED,
    title="A Deny statement matches the call",
    means=("A Deny in any policy that applies ends the matter, whatever else allows the call.",),
    evidence=("a Deny statement of the role's own policies covers action, resource and conditions of the call",),
    shown=(
        (
            "AccessDeniedException: User: … is not authorized to perform: … with an explicit deny in an "
            "identity-based policy"
        ),
    ),
    change="narrow the Deny so that it does not cover the call",
    terraform="""\
{
  Effect      = "Deny"
  Action      = "secretsmanager:GetSecretValue"
  NotResource = aws_secretsmanager_secret.db.arn
}
""",
    cli="aws iam put-role-policy --role-name ROLE --policy-name NAME --policy-document file://policy.json",
    links=(
        (
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html"
        ),
    ),
)
