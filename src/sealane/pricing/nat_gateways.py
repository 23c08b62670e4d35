"""What NAT gateways cost by the hour, and the public address that each of them has.

https://aws.amazon.com/vpc/pricing/
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from sealane.pricing.bill import Line, line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.places import looked_up, region_of_subnet, region_of_vpc
from sealane.pricing.usage import HOURS
from sealane.world.gateways import NatGateway
from sealane.world.values import Known, Unknown, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList

_GONE = frozenset({"deleted", "deleting", "failed"})


def nat_gateways(world: World) -> tuple[NatGateway, ...]:
    """Return the NAT gateways that a source makes, or that are in the account and not going."""
    return tuple(
        one
        for key, one in world.table(NatGateway).items()
        if not looked_up(world, key) and not (isinstance(one.state, Known) and one.state.value in _GONE)
    )


def region_of(world: World, gateway: NatGateway) -> Value[str]:
    """Return the Region of a NAT gateway."""
    if isinstance(gateway.subnet, Known) and gateway.subnet.value:
        return region_of_subnet(world, gateway.subnet.value)
    return region_of_vpc(world, gateway.vpc)


def lines(world: World, prices: PriceList) -> Iterator[Line]:
    """Yield the hours of each NAT gateway and of its address; what goes through is counted by Region."""
    for gateway in nat_gateways(world):
        region, count = region_of(world, gateway), zones(gateway)
        hours = (Known(HOURS), Unit.HOURS)
        yield line_of(Charge.NAT_GATEWAY_HOUR, gateway.origin, region, ((count, Unit.ZONES), hours), prices)
        if gateway.public != Known(False):  # noqa: FBT003 - a value
            addresses = count if isinstance(gateway.public, Known) else gateway.public
            factors = ((addresses, Unit.ADDRESSES), hours)
            yield line_of(Charge.PUBLIC_ADDRESS_HOUR, gateway.origin, region, factors, prices)


def zones(gateway: NatGateway) -> Value[Decimal]:
    """Return in how many zones a NAT gateway is billed; a regional one spreads over zones as it likes.

    https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
    """
    if gateway.subnet == Known(""):
        return Unknown("a regional NAT gateway is billed in every zone that it spreads to")
    return Known(Decimal(1))
