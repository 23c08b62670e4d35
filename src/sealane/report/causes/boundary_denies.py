"""The identity card of `boundary-denies`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.BOUNDARY_DENIES,
    title="The role's permissions boundary does not allow the call",
    means=(
        (
            "A permissions boundary is the most that a role may do: a call must be allowed by the role's "
            "policies and by its boundary."
        ),
    ),
    evidence=(
        "the role has a permissions boundary",
        "no statement of the boundary allows the call, or one denies it",
    ),
    shown=(
        (
            "AccessDeniedException: User: … is not authorized to perform: … because no permissions boundary "
            "allows the … action"
        ),
    ),
    change="allow the call in the boundary, or give the role another boundary",
    terraform="""\
resource "aws_iam_role" "execution" {
  # …
  permissions_boundary = aws_iam_policy.boundary.arn
}
""",
    cli="aws iam put-role-permissions-boundary --role-name ROLE --permissions-boundary POLICY_ARN",
    links=("https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",),
)
