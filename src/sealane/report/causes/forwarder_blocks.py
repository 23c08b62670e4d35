"""The identity card of `forwarder-blocks`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.FORWARDER_BLOCKS,
    title="The route leads to an instance or interface that drops the packet",
    means=(
        ("Packets for the destination go to a network interface of your own: a NAT instance, a proxy, a firewall."),
        (
            "It does not pass them on: its source/destination check is on, its security groups keep them out,"
            " or its own subnet has no way out."
        ),
    ),
    evidence=(
        "the route for the destination leads to an instance or network interface",
        "its source/destination check is on, or its security groups or its own routes stop the packet",
    ),
    shown=("ResourceInitializationError: … dial tcp <public address>:443: i/o timeout",),
    change=(
        "switch off the source/destination check, admit the task in its security group, and give its subnet a way out"
    ),
    terraform="""\
resource "aws_instance" "nat" {
  # …
  source_dest_check = false
}
""",
    cli="aws ec2 modify-instance-attribute --instance-id INSTANCE --no-source-dest-check",
    links=("https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html",),
)
