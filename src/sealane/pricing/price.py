"""One price: what it is for, where, since when, and who says so."""

from __future__ import annotations

import enum
from decimal import Decimal

from sealane.pricing.charge import Charge
from sealane.pricing.exact import ZERO, less, product, total
from sealane.records import dataclass

EVERYWHERE = "*"
"""The Region of a price that is the same in all of them."""


class Status(enum.StrEnum):
    """How far a price can be relied on.

    A confirmed one is the figure of AWS's price list on its date; an unconfirmed one is what a single other source
    says; of one in conflict there are several figures, so that none of them is used.
    """

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """What each unit costs that lies above so many in a month, up to the next tier."""

    above: Decimal
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price in US dollars.

    Attributes:
        charge: what it is for.
        region: the Region's code, or `EVERYWHERE`.
        tiers: in ascending order, the first above zero; none for a price in conflict.
        status: how far it can be relied on.
        date: the day of the price list, or on which the source was looked at where it has no date; `2026-09-17`.
        link: the page or the price list that states it.
        note: what else there is to know about the source.
        figures: what the sources say that do not agree.

    """

    charge: Charge
    region: str
    tiers: tuple[Tier, ...]
    status: Status
    date: str
    link: str
    note: str = ""
    figures: tuple[Decimal, ...] = ()

    def cost(self, quantity: Decimal) -> Decimal:
        """Return what so many units cost in a month."""
        return tiered(self.tiers, quantity)


def tiered(tiers: tuple[Tier, ...], quantity: Decimal) -> Decimal:
    """Return what a quantity costs by tiers."""
    borders = [tier.above for tier in tiers[1:]]
    ends = [*(min(border, quantity) for border in borders), quantity]
    return total(
        product(less(end, tier.above), tier.price) if end > tier.above else ZERO
        for tier, end in zip(tiers, ends, strict=True)
    )


def flat(price: Decimal) -> tuple[Tier, ...]:
    """Return the tiers of a price that has none."""
    return (Tier(above=ZERO, price=price),)
