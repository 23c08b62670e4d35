"""A price file to prices: decimals are read from texts, so that no figure passes through a float."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Final

import msgspec

from sealane.errors import InputError, Place, Problem
from sealane.pricing.charge import Charge
from sealane.pricing.price import Price, Status, Tier, flat
from sealane.pricing.price_list import PriceList, price_list

SCHEMA: Final = "sealane/prices/1"
CURRENCY: Final = "USD"
DECIMAL: Final = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,18})?$"
DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_HINT: Final = "`sealane schema prices` prints the form of a price file"

Number = Annotated[str, msgspec.Meta(pattern=DECIMAL)]


class _Tier(msgspec.Struct, forbid_unknown_fields=True):
    above: Number
    price: Number


class _Price(msgspec.Struct, forbid_unknown_fields=True):
    charge: str
    region: str
    date: Annotated[str, msgspec.Meta(pattern=DAY)]
    link: str
    status: Status = Status.CONFIRMED
    price: Number | None = None
    tiers: list[_Tier] = []
    figures: list[Number] = []
    note: str = ""


class _Document(msgspec.Struct):
    schema: str
    prices: list[_Price]
    currency: str = CURRENCY
    as_of: str = ""


_CHARGES: Final = {str(charge): charge for charge in Charge}


def read_prices(document: bytes, name: str) -> PriceList:
    """Return the prices of a file.

    Raises:
        InputError: `prices-invalid`.

    """
    try:
        decoded = msgspec.json.decode(document, type=_Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error) or "it is nested too deeply"
        raise InputError(_wrong(name, f"{name} is no price file: {reason[:1].lower()}{reason[1:]}")) from None
    if decoded.schema != SCHEMA:
        raise InputError(_wrong(name, f"{name} is of the form `{decoded.schema[:60]}` and not `{SCHEMA}`"))
    if decoded.currency != CURRENCY:
        raise InputError(
            _wrong(name, f"{name} has prices in {decoded.currency[:20]}, and a bill is in {CURRENCY} alone")
        )
    problems = [_wrong(name, what) for one in decoded.prices for what in _mistakes(one)]
    if problems:
        raise InputError(*problems)
    return price_list(name, decoded.as_of, (_price(one) for one in decoded.prices))


def _mistakes(one: _Price) -> Iterator[str]:
    what = f"the price of `{one.charge[:60]}` in `{one.region[:60]}`"
    if one.charge not in _CHARGES:
        yield f"{what} is for nothing that is charged"
    if not one.region:
        yield f"{what} names no Region; `*` stands for all of them"
    kinds = (one.price is not None) + bool(one.tiers) + bool(one.figures)
    if kinds != 1:
        yield f"{what} has {'nothing' if not kinds else 'more than one'} of `price`, `tiers` and `figures`"
    if (one.status is Status.CONFLICT) is not bool(one.figures):
        yield f"{what} has `figures` exactly when its status is `{Status.CONFLICT}`"
    borders = [Decimal(tier.above) for tier in one.tiers]
    if borders and (borders[0] != 0 or any(b <= a for a, b in pairwise(borders))):
        yield f"{what} has tiers that do not begin at 0 and rise"


def _price(one: _Price) -> Price:
    tiers = tuple(Tier(above=Decimal(tier.above), price=Decimal(tier.price)) for tier in one.tiers)
    return Price(
        charge=_CHARGES[one.charge],
        region=one.region,
        tiers=flat(Decimal(one.price)) if one.price is not None else tiers,
        status=one.status,
        date=one.date,
        link=one.link,
        note=one.note,
        figures=tuple(Decimal(figure) for figure in one.figures),
    )


def _wrong(name: str, what: str) -> Problem:
    return Problem(code="prices-invalid", what=what, hint=_HINT, place=Place(file=name))
