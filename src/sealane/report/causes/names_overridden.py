"""The identity card of `names-overridden`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.NAMES_OVERRIDDEN,
    title="A private hosted zone, resolver rule or DNS firewall answers instead of the endpoint",
    means=(
        (
            "The resolver has something more specific, or something that comes first, for the service's name,"
            " and what it answers leads elsewhere or nowhere."
        ),
        (
            "A private hosted zone that covers the name but lacks the record answers that there is no such "
            "name; public DNS is not asked afterwards."
        ),
    ),
    evidence=(
        (
            "a private hosted zone associated with the VPC, a resolver rule or a DNS firewall rule group "
            "covers the service's name"
        ),
        "its answer is not an address of an endpoint of the service",
    ),
    shown=("ResourceInitializationError: … dial tcp: lookup …: no such host",),
    change="take the service's name out of the zone, rule or firewall, or give it the endpoint's addresses",
    terraform="""\
# For example: a record that leads the name to the endpoint.
resource "aws_route53_record" "ecr_api" {
  zone_id = aws_route53_zone.aws_names.zone_id
  name    = "api.ecr.us-east-1.amazonaws.com"
  type    = "A"
  alias {
    name                   = aws_vpc_endpoint.ecr_api.dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.ecr_api.dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}
""",
    cli="aws route53 disassociate-vpc-from-hosted-zone --hosted-zone-id ZONE --vpc VPCRegion=REGION,VPCId=VPC",
    links=(
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html",
    ),
)
