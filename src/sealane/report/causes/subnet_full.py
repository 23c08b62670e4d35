"""The identity card of `subnet-full`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.SUBNET_FULL,
    title="The subnet has no free address",
    means=(
        "Each task takes one address of its subnet, and AWS keeps five of each subnet for itself.",
        "The subnet has fewer left than the tasks need.",
    ),
    evidence=(
        "the number of free addresses of the subnet is known, or follows from its size",
        "it is smaller than the number of tasks that it must hold",
    ),
    shown=(
        ("TaskFailedToStart: Unexpected EC2 error while attempting to Create Network Interface … in subnet '<subnet>'"),
    ),
    change="add a larger subnet to the service, or run fewer tasks",
    terraform="""\
resource "aws_subnet" "more" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.16.0/20"
}
""",
    cli="aws ec2 describe-subnets --subnet-ids SUBNET --query 'Subnets[].AvailableIpAddressCount'",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/failed-to-start-error.html",
    ),
)
