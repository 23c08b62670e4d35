"""What transit gateways cost: each attached VPC by the hour, and what it sends by GB.

https://aws.amazon.com/transit-gateway/pricing/
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from sealane.pricing.bill import Absent, Line, Omission, line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.places import looked_up, region_of_subnets
from sealane.pricing.usage import HOURS
from sealane.world.transit import AttachmentKind, TransitAttachment
from sealane.world.values import Known
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage


def lines(world: World, prices: PriceList, usage: Usage) -> Iterator[Line]:
    """Yield the hours and the traffic of each attached VPC."""
    for attachment in _attachments(world):
        if attachment.kind is not AttachmentKind.VPC:
            continue
        region = region_of_subnets(world, attachment.subnets)
        hours = ((Known(Decimal(1)), Unit.PIECES), (Known(HOURS), Unit.HOURS))
        yield line_of(Charge.TRANSIT_ATTACHMENT_HOUR, attachment.origin, region, hours, prices)
        sent = ((Known(usage.transit_gb), Unit.GIGABYTES),)
        yield line_of(Charge.TRANSIT_DATA, attachment.origin, region, sent, prices)


def absent(world: World) -> Iterator[Absent]:
    """Yield the attachments of other kinds."""
    others = tuple(one.origin for one in _attachments(world) if one.kind is not AttachmentKind.VPC)
    if others:
        yield Absent(omission=Omission.OTHER_ATTACHMENTS, origins=others)


def _attachments(world: World) -> tuple[TransitAttachment, ...]:
    return tuple(one for key, one in world.table(TransitAttachment).items() if not looked_up(world, key))
