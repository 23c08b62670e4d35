"""The identity card of `endpoint-elsewhere`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ENDPOINT_ELSEWHERE,
    title="The endpoint exists, in a VPC whose private names the task does not see",
    means=(
        ("Another VPC has an endpoint for the service, but private DNS of an endpoint acts in its own VPC only."),
        "The task resolves the public name to a public address and never asks the endpoint.",
    ),
    evidence=(
        "a VPC that is connected with the task's, or in which no task runs, has an endpoint of the service",
        "the task's VPC has none, and no private hosted zone or resolver rule gives its name to the task's VPC",
    ),
    shown=(
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp <public "
            "address>:443: i/o timeout"
        ),
    ),
    change=(
        "create the endpoint in the task's own VPC, or share the other one by a private hosted zone and a route to it"
    ),
    terraform="""\
# The task's VPC gets an endpoint of its own.
resource "aws_vpc_endpoint" "ecr_api" {
  vpc_id              = aws_vpc.tasks.id
  service_name        = "com.amazonaws.us-east-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.tasks[*].id
  security_group_ids  = [aws_security_group.endpoints.id]
}
""",
    cli="""\
aws ec2 create-vpc-endpoint --vpc-id VPC_OF_THE_TASK --vpc-endpoint-type Interface \\
  --service-name com.amazonaws.us-east-1.ecr.api --private-dns-enabled \\
  --subnet-ids SUBNET… --security-group-ids GROUP
""",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
    ),
)
