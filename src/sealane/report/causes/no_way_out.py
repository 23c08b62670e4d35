"""The identity card of `no-way-out`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.NO_WAY_OUT,
    title="The call needs an address outside, and the subnet has no usable route",
    means=(
        ("No endpoint can carry this call, so its packets would have to leave the VPC, and nothing takes them out."),
        "In a sealed VPC the answer is to stop needing the address, not to open a way to it.",
    ),
    evidence=(
        "the step's address lies outside of the VPC and no endpoint serves it",
        "the route table of the task's subnet has no route to it, or one that drops it",
    ),
    shown=(
        "CannotPullContainerError: … dial tcp <public address>:443: i/o timeout",
        "CannotPullContainerError: … context canceled",
    ),
    change="bring what the task needs into AWS services that have an endpoint, or give the subnet a way out",
    terraform="""\
# Where the internet is meant: a route through a NAT gateway.
resource "aws_route" "out" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main.id
}
""",
    cli="aws ec2 create-route --route-table-id TABLE --destination-cidr-block 0.0.0.0/0 --nat-gateway-id NAT",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
    ),
)
