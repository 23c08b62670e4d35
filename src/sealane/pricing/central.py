"""Endpoints in every VPC against the same ones in a central VPC, which the others reach by a transit gateway.

The central VPC has the interfaces once, is attached itself, and has a private hosted zone for each service, because
private DNS of an endpoint reaches no other VPC. What goes through an endpoint is the same in both; in the central form
it goes over the transit gateway too.
https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from sealane.pricing import exact
from sealane.pricing.bill import Line, line_of, total_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.comparison import Comparison
from sealane.pricing.curve import Curve
from sealane.pricing.endpoints import hourly, zones
from sealane.pricing.natted import endpoints_in
from sealane.pricing.price import flat
from sealane.pricing.traffic import through_endpoints
from sealane.pricing.usage import HOURS
from sealane.world.endpoints import Endpoint
from sealane.world.values import Known, Origin, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage

_Pieces = tuple[tuple[Value[Decimal], Unit], ...]


def comparison(world: World, region: Value[str], prices: PriceList, usage: Usage) -> Comparison:
    """Return the endpoints of a VPC, in every one of so many, held against a central VPC that has them for all."""
    there = _largest(endpoints_in(world, region))
    once = _sum(hourly(Charge.ENDPOINT_HOUR, one.origin, region, zones(one), prices) for one in there)
    sent = _each(through_endpoints(world, region, usage), _vpcs(endpoints_in(world, region)))
    attached = _attachments(region, prices, Decimal(1))
    each = _sum((attached, _sent(region, prices, sent)))
    names = _names(region, prices, len(there))
    return Comparison(
        unit=Unit.VPCS,
        at=Known(usage.vpcs),
        now=_curve(Known(exact.ZERO), once),
        instead=_curve(_sum_of((once, names.amount, attached.amount)), each),
        lines=(
            *(hourly(Charge.ENDPOINT_HOUR, one.origin, region, zones(one), prices) for one in there),
            names,
            _attachments(region, prices, exact.total((usage.vpcs, Decimal(1)))),
            _sent(region, prices, _times(sent, usage.vpcs)),
        ),
    )


def _largest(there: tuple[Endpoint, ...]) -> tuple[Endpoint, ...]:
    """Return the endpoints of the VPC that has most of them."""
    return max(_by_vpc(there).values(), key=len, default=())


def _by_vpc(there: tuple[Endpoint, ...]) -> Mapping[Value[str], tuple[Endpoint, ...]]:
    found: dict[Value[str], tuple[Endpoint, ...]] = {}
    for endpoint in there:
        found[endpoint.vpc] = (*found.get(endpoint.vpc, ()), endpoint)
    return found


def _vpcs(there: tuple[Endpoint, ...]) -> int:
    return len(_by_vpc(there))


def _attachments(region: Value[str], prices: PriceList, count: Decimal) -> Line:
    factors: _Pieces = ((Known(count), Unit.VPCS), (Known(HOURS), Unit.HOURS))
    return line_of(Charge.TRANSIT_ATTACHMENT_HOUR, _origin(region), region, factors, prices)


def _sent(region: Value[str], prices: PriceList, gigabytes: Value[Decimal]) -> Line:
    return line_of(Charge.TRANSIT_DATA, _origin(region), region, ((gigabytes, Unit.GIGABYTES),), prices)


def _names(region: Value[str], prices: PriceList, count: int) -> Line:
    factors: _Pieces = ((Known(Decimal(count)), Unit.PIECES), (Known(Decimal(1)), Unit.MONTHS))
    return line_of(Charge.HOSTED_ZONE, _origin(region), region, factors, prices)


def _each(gigabytes: Value[Decimal], vpcs: int) -> Value[Decimal]:
    """Return what a VPC sends: an equal part, rounded up to the GB where they do not divide."""
    if not isinstance(gigabytes, Known) or vpcs <= 1:
        return gigabytes
    return Known(Decimal(ceil(exact.fraction(gigabytes.value) / vpcs)))


def _times(value: Value[Decimal], count: Decimal) -> Value[Decimal]:
    return Known(exact.product(value.value, count)) if isinstance(value, Known) else value


def _sum(lines: Iterable[Line]) -> Value[Decimal]:
    return total_of(tuple(lines)).amount


def _sum_of(amounts: tuple[Value[Decimal], ...]) -> Value[Decimal]:
    for amount in amounts:
        if not isinstance(amount, Known):
            return amount
    return Known(exact.total(amount.value for amount in amounts if isinstance(amount, Known)))


def _curve(fixed: Value[Decimal], each: Value[Decimal]) -> Value[Curve]:
    if not isinstance(fixed, Known):
        return fixed
    return Known(Curve(fixed=fixed.value, tiers=flat(each.value))) if isinstance(each, Known) else each


def _origin(region: Value[str]) -> Origin:
    return Origin(region.value if isinstance(region, Known) else "")
