"""The identity card of `gateway-endpoint-not-routed`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.GATEWAY_ENDPOINT_NOT_ROUTED,
    title="The gateway endpoint is not in the route table that the task's subnet uses",
    means=(
        "A gateway endpoint is a route, and only subnets whose route table it is associated with have it.",
        "A subnet without a route table of its own uses the main table of the VPC, which is easily forgotten.",
    ),
    evidence=(
        "the VPC has a gateway endpoint of the service",
        (
            "the route table that the task's subnet really uses, by association or as the main table, is none"
            " of its tables"
        ),
    ),
    shown=(
        (
            'CannotPullContainerError: … failed to do request: Get "https://prod-….s3.….amazonaws.com/…": '
            "dial tcp <public address>:443: i/o timeout"
        ),
        (
            "CannotPullContainerError: pull command failed: panic: runtime error: invalid memory address or "
            "nil pointer dereference"
        ),
    ),
    change="associate the gateway endpoint with the route table of the task's subnet",
    terraform="""\
resource "aws_vpc_endpoint_route_table_association" "s3" {
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
  route_table_id  = aws_route_table.private.id
}
""",
    cli="aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --add-route-table-ids TABLE",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    ),
)
