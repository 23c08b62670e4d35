"""The identity card of `internet-by-nat-instance`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.INTERNET_BY_NAT_INSTANCE,
    title="A packet of the task's choosing can leave through an instance that forwards",
    means=(
        (
            "The task's subnet routes to an instance or network interface that forwards packets and itself "
            "has a way to the internet."
        ),
    ),
    evidence=(
        ("the route for a public address leads to an instance or interface whose source/destination check is off"),
        "the packet passes its security groups, and its own subnet has a way out",
    ),
    change="take the route away, or let the task's security groups out to endpoints only",
    terraform="""\
# Remove from the route table of the task's subnet:
route {
  cidr_block           = "0.0.0.0/0"
  network_interface_id = aws_instance.nat.primary_network_interface_id
}
""",
    cli="aws ec2 delete-route --route-table-id TABLE --destination-cidr-block 0.0.0.0/0",
    links=("https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html",),
)
