"""Transit gateways that a VPC in reach is attached to, with all their attachments and tables."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.live.closure.question import Question, Seen, filtered, text_of
from sealane.world.transit import TransitAttachment, TransitRouteTable

# A search needs a filter: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SearchTransitGatewayRoutes.html
_EVERY_STATE = ("active", "blackhole")


def transit(seen: Seen) -> Iterator[Question]:
    """Yield what leads from an attachment to everything that its transit gateway can do with a packet."""
    gateways = dict.fromkeys(text_of(one.gateway) for one in seen.world.table(TransitAttachment).values())
    for gateway in filter(None, gateways):
        inside = filtered("transit-gateway-id", gateway)
        yield Question("ec2:DescribeTransitGateways", {"Filters": filtered("transit-gateway-id", gateway)})
        yield Question("ec2:DescribeTransitGatewayAttachments", {"Filters": inside})
        yield Question("ec2:DescribeTransitGatewayVpcAttachments", {"Filters": inside})
        yield Question("ec2:DescribeTransitGatewayRouteTables", {"Filters": inside})
    for table in seen.world.table(TransitRouteTable):
        whose = {"TransitGatewayRouteTableId": table}
        yield Question("ec2:SearchTransitGatewayRoutes", {**whose, "Filters": filtered("state", *_EVERY_STATE)})
        yield Question("ec2:GetTransitGatewayRouteTableAssociations", whose)
        yield Question("ec2:GetTransitGatewayRouteTablePropagations", whose)
