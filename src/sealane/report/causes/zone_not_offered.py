"""The identity card of `zone-not-offered`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ZONE_NOT_OFFERED,
    title="Fargate does not run in the zone of this subnet",
    means=(
        (
            "In some Regions Fargate runs in certain zones only; AWS names them by zone id, because zone "
            "names differ between accounts."
        ),
    ),
    evidence=(
        "the zone id of the task's subnet is known",
        "AWS's list of Fargate zones for the Region does not have it",
    ),
    shown=("service … was unable to place a task. Reason: Internal error.",),
    change="place the service in subnets of other zones",
    terraform="""\
network_configuration {
  subnets = [aws_subnet.a.id, aws_subnet.b.id] # in zones that Fargate runs in
}
""",
    cli="aws ec2 describe-availability-zones --query 'AvailabilityZones[].[ZoneName,ZoneId]' --output text",
    links=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html",),
)
