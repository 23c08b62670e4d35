"""The identity card of `names-custom-server`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.NAMES_CUSTOM_SERVER,
    title="DHCP options send queries to servers that do not know the private names",
    means=(
        "The VPC's DHCP options name DNS servers other than Amazon's.",
        (
            "Only Amazon's resolver knows the private names of endpoints, so the task gets a public address, "
            "or none, unless those servers forward the names to it."
        ),
    ),
    evidence=(
        "`domain-name-servers` of the VPC's DHCP options names no `AmazonProvidedDNS`",
        "nothing in the source shows that these servers forward the service's name to the resolver of the VPC",
    ),
    shown=(
        "ResourceInitializationError: … dial tcp: lookup …: i/o timeout",
        "ResourceInitializationError: … dial tcp <public address>:443: i/o timeout",
    ),
    change="use `AmazonProvidedDNS`, and forward your own domains by resolver rules",
    terraform="""\
resource "aws_vpc_dhcp_options" "main" {
  domain_name_servers = ["AmazonProvidedDNS"]
}
""",
    cli="""\
aws ec2 create-dhcp-options \\
  --dhcp-configurations Key=domain-name-servers,Values=AmazonProvidedDNS
aws ec2 associate-dhcp-options --vpc-id VPC --dhcp-options-id OPTIONS
""",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
    ),
)
