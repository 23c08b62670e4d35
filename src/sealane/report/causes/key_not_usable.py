"""The identity card of `key-not-usable`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.KEY_NOT_USABLE,
    title="The role may not decrypt with the key",
    means=(
        (
            "The secret, parameter or session is encrypted with a customer managed key, and the role has no "
            "`kms:Decrypt` on it, or the key itself is disabled or gone."
        ),
        ("Secrets Manager and Parameter Store ask KMS in the role's name, so no KMS endpoint is needed for them."),
    ),
    evidence=(
        "the store is encrypted with a customer managed key",
        (
            "the key's policy lets the account's IAM policies decide, and none of the role's allows "
            "`kms:Decrypt` on it, or the key is not enabled"
        ),
    ),
    shown=(
        "AccessDeniedException: … Access to KMS is not allowed",
        "AccessDeniedException: User: … is not authorized to perform: kms:Decrypt on this resource",
    ),
    change="allow `kms:Decrypt` on the key in a policy of the role",
    terraform="""\
{
  Effect   = "Allow"
  Action   = "kms:Decrypt"
  Resource = aws_kms_key.secrets.arn
}
""",
    cli="aws iam put-role-policy --role-name ROLE --policy-name decrypt --policy-document file://policy.json",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
    ),
)
