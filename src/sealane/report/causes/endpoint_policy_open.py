"""The identity card of `endpoint-policy-open`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ENDPOINT_POLICY_OPEN,
    title="The endpoint's policy lets data leave for accounts of others",
    means=(
        (
            "An advice: the endpoint lets the task reach every resource of the service in any account, so "
            "stolen credentials of another account could carry data out through it."
        ),
        "An endpoint without a policy of its own has one that allows everything.",
    ),
    evidence=("the endpoint's policy allows write actions on resources of any account, or is AWS's default",),
    change="name in the policy the actions and resources that the task needs; `sealane policies` writes it",
    terraform="""\
resource "aws_vpc_endpoint_policy" "s3" {
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
  policy          = file("s3-endpoint-policy.json")
}
""",
    cli="aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document file://policy.json",
    links=("https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",),
)
