"""The identity card of `internet-by-nat`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.INTERNET_BY_NAT,
    title="A packet of the task's choosing can leave through a NAT gateway",
    means=(
        (
            "The task's subnet routes to a public NAT gateway whose own subnet routes to an internet gateway,"
            " and security groups and network ACLs let packets to public addresses pass."
        ),
    ),
    evidence=(
        "the route for a public address leads to a NAT gateway that has a way out",
        "the task's security groups and the network ACLs let the packet out; no answer is needed",
    ),
    change="take the route away, or let the task's security groups out to endpoints only",
    terraform="""\
# Remove from the route table of the task's subnet:
route {
  cidr_block     = "0.0.0.0/0"
  nat_gateway_id = aws_nat_gateway.main.id
}
""",
    cli="aws ec2 delete-route --route-table-id TABLE --destination-cidr-block 0.0.0.0/0",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    ),
)
