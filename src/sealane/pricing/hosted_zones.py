"""What private hosted zones cost by the month, less for each from the twenty-sixth on.

https://aws.amazon.com/route53/pricing/
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from sealane.pricing.bill import Absent, Line, Omission, line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.places import looked_up, only_region
from sealane.world.names import FirewallGroup, HostedZone, ResolverRule
from sealane.world.values import Known
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList


def lines(world: World, prices: PriceList) -> Iterator[Line]:
    """Yield one line for all zones, because their price goes by their number."""
    zones = [zone for key, zone in world.table(HostedZone).items() if not looked_up(world, key)]
    if zones:
        factors = ((Known(Decimal(len(zones))), Unit.PIECES), (Known(Decimal(1)), Unit.MONTHS))
        yield line_of(Charge.HOSTED_ZONE, zones[0].origin, only_region(world), factors, prices)


def absent(world: World) -> Iterator[Absent]:
    """Yield what decides about names and costs something that the source does not tell."""
    forwarding = tuple(rule.origin for rule in world.table(ResolverRule).values() if rule.kind == Known("FORWARD"))
    if forwarding:
        yield Absent(omission=Omission.RESOLVER_ENDPOINTS, origins=forwarding)
    firewalls = tuple(group.origin for group in world.table(FirewallGroup).values())
    if firewalls:
        yield Absent(omission=Omission.DNS_FIREWALL, origins=firewalls)
