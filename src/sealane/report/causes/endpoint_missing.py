"""The identity card of `endpoint-missing`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ENDPOINT_MISSING,
    title="No endpoint in reach serves the call, and there is no other path",
    means=(
        (
            "The task must call an AWS service, its VPC has no endpoint for that service, and its subnet has "
            "no way to the public address of it."
        ),
        "The name resolves to a public address, and the packet goes nowhere until the call times out.",
    ),
    evidence=(
        "the VPC of the task has no endpoint of the service that carries the step",
        "no private hosted zone, resolver rule or peering leads the name to an endpoint elsewhere",
        "the route table of the task's subnet has no usable route to the public address",
    ),
    shown=(
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp <public "
            "address>:443: i/o timeout"
        ),
        "CannotPullContainerError: … failed to resolve ref …: dial tcp <public address>:443: i/o timeout",
        (
            "ResourceInitializationError: failed to validate logger args: … There is a connection issue "
            "between the task and Amazon CloudWatch"
        ),
    ),
    change="create the endpoint in the task's VPC, with private DNS and a security group that admits the task",
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
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
    ),
)
