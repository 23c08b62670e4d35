"""Other ways to AWS's services, in sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sealane.pricing import exact
from sealane.pricing.alternatives import Way
from sealane.pricing.charge import Unit
from sealane.report.cost.money import approximate, dollars, number
from sealane.world.values import Known, Unknown, Unread

if TYPE_CHECKING:
    from sealane.pricing.alternatives import Alternative
    from sealane.pricing.curve import Curve

NOW = {
    Way.NAT_GATEWAYS: "the interface endpoints",
    Way.CENTRAL_ENDPOINTS: "endpoints in every VPC",
    Way.INTERFACE_ENDPOINTS: "the NAT gateways",
}
INSTEAD = {
    Way.NAT_GATEWAYS: "NAT gateways instead",
    Way.CENTRAL_ENDPOINTS: "endpoints in a central VPC, over a transit gateway",
    Way.INTERFACE_ENDPOINTS: "the interface endpoints that the tasks need to start",
}
_OF = {Unit.GIGABYTES: "GB a month", Unit.VPCS: "VPCs"}


def sentence(one: Alternative) -> str:
    """Say what both ways cost now, and where they cost the same."""
    open_ = [value for value in (one.at, one.now, one.instead) if isinstance(value, Unknown | Unread)]
    where = f" in {one.region}" if one.region else ""
    if open_ or not isinstance(one.at, Known):
        return f"{_capital(INSTEAD[one.way])}{where}: not known: {open_[0].reason if open_ else ''}"
    at = exact.fraction(one.at.value)
    costs = f"{_cost(one.now, at)} for {NOW[one.way]} against {_cost(one.instead, at)} for {INSTEAD[one.way]}"
    return f"At {number(at)} {_OF[one.unit]}{where}: {costs}. {_break_even(one)}"


def _break_even(one: Alternative) -> str:
    found = one.break_even
    if not isinstance(found, Known) or not isinstance(one.now, Known) or not isinstance(one.instead, Known):
        return ""
    unit = _OF[one.unit]
    start, later = Fraction(0), found.value
    if later is None:
        cheaper = NOW if one.now.value.at(start) < one.instead.value.at(start) else INSTEAD
        return f"{_capital(cheaper[one.way])} cost less, however many {unit}"
    beyond = one.now.value.at(later + 1) < one.instead.value.at(later + 1)
    above, below = (NOW, INSTEAD) if beyond else (INSTEAD, NOW)
    if later == 0:
        return f"{_capital(above[one.way])} cost less from the first on"
    return (
        f"Both cost the same at {number(later)} {unit}: below that {below[one.way]} cost less, "
        f"above it {above[one.way]}"
    )


def _cost(curve: object, at: Fraction) -> str:
    return dollars(approximate(_known(curve).at(at)))


def _known(curve: object) -> Curve:
    found: Curve = curve.value  # type: ignore[attr-defined]  # whoever calls has looked
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
