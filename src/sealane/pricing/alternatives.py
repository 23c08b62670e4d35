"""What another way to AWS's services would cost: NAT gateways, or endpoints in one VPC that others share."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sealane.pricing import central, instead_of_nat, natted
from sealane.pricing.charge import Unit
from sealane.pricing.curve import Curve, crossing
from sealane.pricing.endpoints import interfaces
from sealane.pricing.nat_gateways import nat_gateways, region_of
from sealane.pricing.places import region_of_vpc
from sealane.records import dataclass
from sealane.world.values import Known, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.bill import Line
    from sealane.pricing.comparison import Comparison
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage


class Way(enum.StrEnum):
    """The other ways."""

    NAT_GATEWAYS = "nat-gateways"
    CENTRAL_ENDPOINTS = "central-endpoints"
    INTERFACE_ENDPOINTS = "interface-endpoints"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another way in one Region, held against the present one.

    Attributes:
        way: the other way.
        region: the Region's code; empty where it is not known.
        unit: what both costs grow with.
        at: how much of it there is now, or is assumed.
        now: what the present way costs a month, by that.
        instead: what the other way costs.
        lines: the other way's bill at that.

    """

    way: Way
    region: str
    unit: Unit
    at: Value[Decimal]
    now: Value[Curve]
    instead: Value[Curve]
    lines: tuple[Line, ...]

    @property
    def break_even(self) -> Value[Fraction | None]:
        """Return where both cost the same; known and `None` when one of them is always dearer."""
        for curve in (self.now, self.instead):
            if not isinstance(curve, Known):
                return curve
        assert isinstance(self.now, Known)  # noqa: S101 - checked above, which type checkers do not see
        assert isinstance(self.instead, Known)  # noqa: S101 - as above
        return Known(crossing(self.now.value, self.instead.value))


def alternatives(world: World, prices: PriceList, usage: Usage) -> tuple[Alternative, ...]:
    """Return the other ways of every Region that has interface endpoints, or NAT gateways and no endpoints."""
    return tuple(_alternatives(world, prices, usage))


def _alternatives(world: World, prices: PriceList, usage: Usage) -> Iterator[Alternative]:
    served = dict.fromkeys(region_of_vpc(world, one.vpc) for one in interfaces(world))
    for region in served:
        yield _of(Way.NAT_GATEWAYS, region, natted.comparison(world, region, prices, usage))
        yield _of(Way.CENTRAL_ENDPOINTS, region, central.comparison(world, region, prices, usage))
    for region in dict.fromkeys(region_of(world, one) for one in nat_gateways(world)):
        if region not in served:
            yield _of(Way.INTERFACE_ENDPOINTS, region, instead_of_nat.comparison(world, region, prices, usage))


def _of(way: Way, region: Value[str], found: Comparison) -> Alternative:
    return Alternative(
        way=way,
        region=region.value if isinstance(region, Known) else "",
        unit=found.unit,
        at=found.at,
        now=found.now,
        instead=found.instead,
        lines=found.lines,
    )
