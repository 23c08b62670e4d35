"""The identity card of `key-policy-denies`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.KEY_POLICY_DENIES,
    title="The key's own policy keeps the role out",
    means=(
        (
            "A key policy must allow every use of its key: IAM policies count only when the key policy lets "
            "the account's IAM decide."
        ),
        "This one does neither for the role, or it denies.",
    ),
    evidence=(
        (
            "the key policy has no statement that allows the role, nor one that delegates to the account, or "
            "a Deny matches"
        ),
    ),
    shown=("AccessDeniedException: … because no resource-based policy allows the kms:Decrypt action",),
    change="name the role in the key policy, or let the account's IAM policies decide",
    terraform="""\
{
  Sid       = "AccountDecides"
  Effect    = "Allow"
  Principal = { AWS = "arn:aws:iam::111122223333:root" }
  Action    = "kms:*"
  Resource  = "*"
}
""",
    cli="aws kms put-key-policy --key-id KEY --policy-name default --policy file://policy.json",
    links=("https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",),
)
