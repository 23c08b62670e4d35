"""The identity card of `nat-has-no-way-out`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.NAT_HAS_NO_WAY_OUT,
    title="The route leads to a NAT gateway that has no way out itself",
    means=(
        "A public NAT gateway reaches the internet only when its own subnet routes to an internet gateway.",
        "A private NAT gateway has no internet at all.",
    ),
    evidence=(
        "the route for the destination leads to a NAT gateway",
        "the gateway is private, or the route table of its subnet has no route to an internet gateway",
    ),
    shown=("ResourceInitializationError: … dial tcp <public address>:443: i/o timeout",),
    change="route the NAT gateway's subnet to an internet gateway, or use an endpoint instead",
    terraform="""\
resource "aws_route" "nat_out" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}
""",
    cli=("aws ec2 create-route --route-table-id TABLE_OF_THE_NAT --destination-cidr-block 0.0.0.0/0 --gateway-id IGW"),
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-connectivity.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html",
    ),
)
