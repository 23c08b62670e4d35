"""The identity card of `internet-by-public-address`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.INTERNET_BY_PUBLIC_ADDRESS,
    title="A packet of the task's choosing can leave by the task's own public address",
    means=(
        (
            "The service assigns public addresses and the task's subnet routes to an internet gateway, and "
            "security groups and network ACLs let packets to public addresses pass."
        ),
    ),
    evidence=(
        "`assignPublicIp` is `ENABLED`",
        "the route for a public address leads to an internet gateway",
        "the task's security groups and the network ACLs let the packet out; no answer is needed",
    ),
    change="set `assignPublicIp` to `DISABLED`, or route the subnet to no internet gateway",
    terraform="""\
network_configuration {
  assign_public_ip = false
}
""",
    cli="""\
aws ecs update-service --cluster CLUSTER --service SERVICE --network-configuration \\
  'awsvpcConfiguration={subnets=[SUBNET],securityGroups=[GROUP],assignPublicIp=DISABLED}'
""",
    links=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",),
)
