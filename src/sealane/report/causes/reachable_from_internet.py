"""The identity card of `reachable-from-internet`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.REACHABLE_FROM_INTERNET,
    title="A packet from the internet can reach the task",
    means=(
        (
            "Something outside can open a connection to the task: by its public address, by its IPv6 address,"
            " or through a load balancer that faces the internet."
        ),
    ),
    evidence=(
        (
            "an internet-facing load balancer sends the task traffic, or the task has an address that the "
            "internet routes to"
        ),
        "security groups and network ACLs admit the packet",
    ),
    change="make the load balancer internal, take the public address away, or admit named sources only",
    terraform="""\
resource "aws_lb" "app" {
  # …
  internal = true
}
""",
    cli="aws ec2 revoke-security-group-ingress --group-id GROUP --protocol tcp --port 443 --cidr 0.0.0.0/0",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
    ),
)
