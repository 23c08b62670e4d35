"""Prices of several Regions, from one source or laid over each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sealane.pricing.charge import SPOT, Charge
from sealane.pricing.price import EVERYWHERE, Price, Status
from sealane.records import dataclass, replace
from sealane.world.values import Known, Unknown, Unread, Value

UNLISTED: Final = "pricing:GetProducts"
"""The IAM action that would tell a price that no source has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """Prices by what they are for and by Region.

    `name` says where they are from, `as_of` on which day they were put together.
    """

    name: str
    as_of: str
    prices: Mapping[tuple[Charge, str], Price]

    def find(self, charge: Charge, region: Value[str]) -> Value[Price]:
        """Return a price; one that no source has, or that sources do not agree on, is not known.

        No Region's price is ever taken for another's.
        """
        if (everywhere := self.prices.get((charge, EVERYWHERE))) is not None:
            return Known(everywhere)
        if not isinstance(region, Known):
            return region
        if not region.value:
            return Unread("the Region is not in the source")
        price = self.prices.get((charge, region.value))
        if price is not None and price.status is not Status.CONFLICT:
            return Known(price)
        if price is not None:
            figures = " and ".join(f"{figure:f}" for figure in price.figures)
            return Unread(f"sources do not agree on the price of {charge} in {region.value}: {figures}")
        if charge in SPOT:
            return Unknown("AWS sets the price of Fargate Spot anew with supply and demand")
        return Unread(f"no price of {charge} in {region.value} is known", UNLISTED)

    def under(self, other: PriceList) -> PriceList:
        """Return these prices with those of another list laid over them."""
        name = f"{other.name}, else {self.name}"
        return replace(other, name=name, prices={**self.prices, **other.prices})


def price_list(name: str, as_of: str, prices: Iterable[Price]) -> PriceList:
    """Put prices together; of two for the same the later one counts."""
    return PriceList(name=name, as_of=as_of, prices={(one.charge, one.region): one for one in prices})
