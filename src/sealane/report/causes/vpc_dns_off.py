"""The identity card of `vpc-dns-off`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.VPC_DNS_OFF,
    title="`enableDnsSupport` and `enableDnsHostnames` of the VPC are not both on",
    means=(
        ("Private names of endpoints and private hosted zones work only when both DNS attributes of the VPC are on."),
        "`enableDnsHostnames` is off in every VPC that is not the default one, unless it is switched on.",
    ),
    evidence=(
        "`enableDnsSupport` of the task's VPC is false, or",
        "`enableDnsHostnames` is false and the answer rests on an endpoint, a hosted zone or a mount target",
    ),
    shown=(
        "ResourceInitializationError: … dial tcp: lookup api.ecr.….amazonaws.com: no such host",
        "ResourceInitializationError: … dial tcp <public address>:443: i/o timeout",
    ),
    change="switch on both DNS attributes of the VPC",
    terraform="""\
resource "aws_vpc" "main" {
  # …
  enable_dns_support   = true
  enable_dns_hostnames = true
}
""",
    cli="""\
aws ec2 modify-vpc-attribute --vpc-id VPC --enable-dns-support
aws ec2 modify-vpc-attribute --vpc-id VPC --enable-dns-hostnames
""",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
    ),
)
