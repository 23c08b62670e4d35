"""The identity card of `no-public-address`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.NO_PUBLIC_ADDRESS,
    title="The route leads to an internet gateway, and the task has no public address",
    means=(
        "An internet gateway carries IPv4 packets only for interfaces that have a public address.",
        "A task has none unless its service assigns one, so the packet is dropped.",
    ),
    evidence=(
        "the route for the destination leads to an internet gateway",
        "`assignPublicIp` of the service is `DISABLED` or left out, and the packet is IPv4",
    ),
    shown=(
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp <public "
            "address>:443: i/o timeout"
        ),
    ),
    change=(
        "add an endpoint for the service; where the internet is meant, place the task behind a NAT "
        "gateway or give it a public address"
    ),
    terraform="""\
resource "aws_vpc_endpoint" "ecr_api" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = [aws_security_group.endpoints.id]
}
""",
    cli="""\
aws ec2 create-vpc-endpoint --vpc-id VPC --vpc-endpoint-type Interface \\
  --service-name com.amazonaws.us-east-1.ecr.api --private-dns-enabled \\
  --subnet-ids SUBNET… --security-group-ids GROUP
""",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html",
    ),
)
