"""The identity card of `endpoint-superfluous`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ENDPOINT_SUPERFLUOUS,
    title="Nothing that was looked at needs this endpoint",
    means=(
        "An advice: no step of any service, nor a call that its spec declares, goes through the endpoint.",
        ("Interface endpoints are billed by zone and hour. What the container itself calls is not visible here."),
    ),
    evidence=(
        "no step of any service in the endpoint's VPC is carried by it",
        "every service of the source could be read",
    ),
    change="remove the endpoint, unless the application or something else uses it",
    cli="aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ENDPOINT",
    links=("https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",),
)
