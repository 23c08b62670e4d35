"""Interface endpoints against NAT gateways: one in each zone of each VPC, each with a public address.

Both have the S3 gateway endpoint, which is free, so that images weigh on neither.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sealane.pricing.bill import line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.comparison import Comparison, curve
from sealane.pricing.endpoints import hourly, interfaces, zones
from sealane.pricing.places import region_of_vpc, zones_of
from sealane.pricing.traffic import through_endpoints
from sealane.pricing.usage import HOURS
from sealane.world.endpoints import Endpoint
from sealane.world.values import Known, Origin, Unknown, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.bill import Line
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage


def comparison(world: World, region: Value[str], prices: PriceList, usage: Usage) -> Comparison:
    """Return the endpoints of a Region held against NAT gateways, by the GB that go through."""
    there = endpoints_in(world, region)
    now = [hourly(Charge.ENDPOINT_HOUR, one.origin, region, zones(one), prices) for one in there]
    instead = gateways(_gateways(world, there), region, prices)
    moved = through_endpoints(world, region, usage)
    data = line_of(Charge.NAT_GATEWAY_DATA, _origin(region), region, ((moved, Unit.GIGABYTES),), prices)
    return Comparison(
        unit=Unit.GIGABYTES,
        at=moved,
        now=curve(now, prices.find(Charge.ENDPOINT_DATA, region)),
        instead=curve(instead, prices.find(Charge.NAT_GATEWAY_DATA, region)),
        lines=(*instead, data),
    )


def endpoints_in(world: World, region: Value[str]) -> tuple[Endpoint, ...]:
    """Return the interface endpoints of a Region."""
    return tuple(one for one in interfaces(world) if region_of_vpc(world, one.vpc) == region)


def gateways(count: Value[Decimal], region: Value[str], prices: PriceList) -> tuple[Line, ...]:
    """Return the hours of so many NAT gateways and of their addresses."""
    hours = (Known(HOURS), Unit.HOURS)
    return (
        line_of(Charge.NAT_GATEWAY_HOUR, _origin(region), region, ((count, Unit.ZONES), hours), prices),
        line_of(Charge.PUBLIC_ADDRESS_HOUR, _origin(region), region, ((count, Unit.ADDRESSES), hours), prices),
    )


def _gateways(world: World, there: tuple[Endpoint, ...]) -> Value[Decimal]:
    """Return in how many zones of how many VPCs the endpoints are."""
    found: dict[Value[str], set[str]] = {}
    for endpoint in there:
        if not isinstance(endpoint.subnets, Known):
            return Unknown(f"the zones of {endpoint.origin.name} are not known: {endpoint.subnets.reason}")
        found.setdefault(endpoint.vpc, set()).update(zones_of(world, endpoint.subnets.value))
    return Known(Decimal(sum(len(zones) for zones in found.values())))


def _origin(region: Value[str]) -> Origin:
    return Origin(region.value if isinstance(region, Known) else "")
