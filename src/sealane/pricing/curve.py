"""A cost that grows with one number, and where two such costs are equal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sealane.pricing import exact
from sealane.pricing.price import Tier
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A fixed cost and what each further unit costs, by tiers: straight between their borders."""

    fixed: Decimal
    tiers: tuple[Tier, ...]

    def at(self, quantity: Fraction) -> Fraction:
        """Return the cost of a quantity."""
        cost = exact.fraction(self.fixed)
        for number, tier in enumerate(self.tiers):
            above = exact.fraction(tier.above)
            end = exact.fraction(self.tiers[number + 1].above) if number + 1 < len(self.tiers) else quantity
            cost += max(min(end, quantity) - above, Fraction(0)) * exact.fraction(tier.price)
        return cost


def crossing(one: Curve, other: Curve) -> Fraction | None:
    """Return the smallest quantity at which two costs are equal; `None` when there is none."""
    borders = sorted({exact.fraction(tier.above) for curve in (one, other) for tier in curve.tiers} | {Fraction(0)})
    for number, start in enumerate(borders):
        apart = one.at(start) - other.at(start)
        if apart == 0:
            return start
        # Both are straight from here to the next border, so two points tell how fast they come together.
        slope = (one.at(start + 1) - other.at(start + 1)) - apart if number == len(borders) - 1 else None
        if slope is None:
            end = borders[number + 1]
            slope = ((one.at(end) - other.at(end)) - apart) / (end - start)
        if slope == 0:
            continue
        found = start - apart / slope
        if found >= start and (number == len(borders) - 1 or found <= borders[number + 1]):
            return found
    return None
