"""The identity card of `internet-by-transit`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.INTERNET_BY_TRANSIT,
    title="A packet of the task's choosing can leave through another network",
    means=(
        (
            "The task's subnet routes to a transit gateway, a peering connection or another network that "
            "leads on to a way out, such as a NAT gateway of a shared VPC."
        ),
    ),
    evidence=(
        "the route for a public address leads to another network",
        "that network's routes lead the packet to a way out that works",
    ),
    change="take the route away or narrow it to the networks that the task needs",
    terraform="""\
route {
  cidr_block         = "10.0.0.0/8" # not 0.0.0.0/0
  transit_gateway_id = aws_ec2_transit_gateway.main.id
}
""",
    cli="aws ec2 delete-route --route-table-id TABLE --destination-cidr-block 0.0.0.0/0",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html",
    ),
)
