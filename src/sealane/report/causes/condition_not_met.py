"""The identity card of `condition-not-met`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.CONDITION_NOT_MET,
    title="The action is allowed, but only under conditions that do not hold",
    means=(
        "A statement allows the action on the resource, and its `Condition` is false for this call.",
        (
            "`aws:SourceVpc` and `aws:SourceVpce` exist only when the call goes through an endpoint, and "
            "`aws:SourceIp` never does."
        ),
    ),
    evidence=(
        "at least one Allow statement covers action and resource",
        "the `Condition` of each such statement is certainly false for the call",
    ),
    shown=("AccessDeniedException: User: … is not authorized to perform: …",),
    change="mend the condition so that it holds for the task's call, or take it away",
    terraform="""\
Condition = {
  StringEquals = { "aws:SourceVpc" = aws_vpc.main.id }
}
""",
    cli="aws iam put-role-policy --role-name ROLE --policy-name start --policy-document file://policy.json",
    links=(
        ("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"),
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ),
)
