"""The identity card of `endpoint-private-dns-off`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ENDPOINT_PRIVATE_DNS_OFF,
    title="The endpoint exists, but the service's name does not resolve to it",
    means=(
        "An interface endpoint answers to the service's ordinary name only when its private DNS is on.",
        "Fargate cannot be told another name, so without private DNS the endpoint might as well not be there.",
    ),
    evidence=(
        "an endpoint of the service exists in the task's VPC",
        "its `PrivateDnsEnabled` is false",
        "nothing else gives the service's name the endpoint's addresses",
    ),
    shown=(
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp <public "
            "address>:443: i/o timeout"
        ),
    ),
    change="switch on private DNS of the endpoint",
    terraform="""\
resource "aws_vpc_endpoint" "ecr_api" {
  # …
  private_dns_enabled = true
}
""",
    cli="aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --private-dns-enabled",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
    ),
)
