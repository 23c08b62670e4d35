"""What load balancers cost by the hour and by what they carry, and the public addresses of those on the internet.

https://aws.amazon.com/elasticloadbalancing/pricing/
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sealane.pricing.bill import Absent, Line, Omission, line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.places import looked_up, region_of_subnets
from sealane.pricing.usage import HOURS
from sealane.world.load_balancers import LoadBalancer
from sealane.world.values import Known, Unread, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage

_KINDS: Final = {
    "application": (Charge.APPLICATION_LOAD_BALANCER_HOUR, Charge.APPLICATION_LOAD_BALANCER_UNIT),
    "network": (Charge.NETWORK_LOAD_BALANCER_HOUR, Charge.NETWORK_LOAD_BALANCER_UNIT),
}


def load_balancers(world: World) -> tuple[LoadBalancer, ...]:
    """Return the load balancers that a source makes, or that are in the account."""
    return tuple(one for key, one in world.table(LoadBalancer).items() if not looked_up(world, key))


def lines(world: World, prices: PriceList, usage: Usage) -> Iterator[Line]:
    """Yield the hours and capacity units of each load balancer, and its public addresses."""
    for balancer in load_balancers(world):
        region = region_of_subnets(world, balancer.subnets)
        hours = (Known(HOURS), Unit.HOURS)
        if balancer.kind == Known("gateway"):
            continue
        one, units = _count(balancer)
        charges = _KINDS.get(balancer.kind.value if isinstance(balancer.kind, Known) else "", _KINDS["application"])
        yield line_of(charges[0], balancer.origin, region, ((one, Unit.PIECES), hours), prices)
        used = (Known(usage.load_balancer_units), Unit.LOAD_BALANCER_UNITS)
        yield line_of(charges[1], balancer.origin, region, ((units, Unit.PIECES), used, hours), prices)
        if balancer.internal != Known(True):  # noqa: FBT003 - a value
            factors = ((_addresses(balancer), Unit.ADDRESSES), hours)
            yield line_of(Charge.PUBLIC_ADDRESS_HOUR, balancer.origin, region, factors, prices)


def absent(world: World) -> Iterator[Absent]:
    """Yield the load balancers whose price is not in the bill."""
    gateways = tuple(one.origin for one in load_balancers(world) if one.kind == Known("gateway"))
    if gateways:
        yield Absent(omission=Omission.GATEWAY_LOAD_BALANCERS, origins=gateways)


def _count(balancer: LoadBalancer) -> tuple[Value[Decimal], Value[Decimal]]:
    """Return one for a load balancer of a kind with a price."""
    if not isinstance(balancer.kind, Known):
        return balancer.kind, balancer.kind
    if balancer.kind.value in _KINDS:
        return Known(Decimal(1)), Known(Decimal(1))
    unknown = Unread(f"a load balancer of the kind `{balancer.kind.value[:40]}` has no price here")
    return unknown, unknown


def _addresses(balancer: LoadBalancer) -> Value[Decimal]:
    """Return how many public addresses it has: one in each zone."""
    if not isinstance(balancer.internal, Known):
        return balancer.internal
    subnets = balancer.subnets
    return Known(Decimal(len(subnets.value))) if isinstance(subnets, Known) else subnets
