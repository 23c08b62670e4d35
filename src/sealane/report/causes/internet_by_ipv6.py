"""The identity card of `internet-by-ipv6`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.INTERNET_BY_IPV6,
    title="A packet of the task's choosing can leave over IPv6",
    means=(
        (
            "IPv6 addresses are public: a subnet with IPv6 and a route for `::/0` to an internet gateway or "
            "an egress-only internet gateway has a way out, whatever its IPv4 routes say."
        ),
    ),
    evidence=(
        "the task's subnet gives its interfaces IPv6 addresses",
        "the route for a public IPv6 address leads to an internet gateway or an egress-only internet gateway",
        "the task's security groups and the network ACLs let the packet out; no answer is needed",
    ),
    change="take the IPv6 route away, or let the task's security groups out over IPv4 to endpoints only",
    terraform="""\
# Remove from the route table of the task's subnet:
route {
  ipv6_cidr_block        = "::/0"
  egress_only_gateway_id = aws_egress_only_internet_gateway.main.id
}
""",
    cli="aws ec2 delete-route --route-table-id TABLE --destination-ipv6-cidr-block ::/0",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    ),
)
