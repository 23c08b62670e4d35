"""The identity card of `single-zone`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.SINGLE_ZONE,
    title="The loss of one zone stops the service",
    means=("An advice: the service's subnets, or an endpoint that it needs, are in one availability zone only.",),
    evidence=("all subnets of the service, or of an interface endpoint that it needs, are in the same zone",),
    change="add a subnet of another zone to the service, and to its endpoints",
    terraform="""\
network_configuration {
  subnets = [aws_subnet.a.id, aws_subnet.b.id]
}
""",
    cli="aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --add-subnet-ids SUBNET",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/availability.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    ),
)
