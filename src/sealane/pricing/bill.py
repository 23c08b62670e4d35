"""A bill: its lines, their sum, and what is not in it."""

from __future__ import annotations

import enum
from decimal import Decimal

from sealane.pricing import exact
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.price import Price, Status
from sealane.pricing.price_list import PriceList
from sealane.pricing.usage import Usage
from sealane.records import dataclass
from sealane.world.values import Known, Origin, Unknown, Unread, Value
from sealane.world.world import Source

Factor = tuple[Decimal, Unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One charge of one resource in a month.

    `factors` are what the quantity is the product of, as far as they are known; `region` is empty where it is not.
    """

    charge: Charge
    origin: Origin
    region: str
    factors: tuple[Factor, ...]
    quantity: Value[Decimal]
    price: Value[Price]
    amount: Value[Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum: what is known of it, and the lines whose amount is not known.

    With such a line the sum is not known: it is at least what is known, and never shown as that.
    """

    known: Decimal
    unknown: tuple[Line, ...] = ()

    @property
    def amount(self) -> Value[Decimal]:
        """Return the sum, where every line of it is known."""
        if not self.unknown:
            return Known(self.known)
        return Unknown(f"{self.unknown[0].charge} of {self.unknown[0].origin.name}: {_why(self.unknown[0].amount)}")


class Omission(enum.StrEnum):
    """Why something is not in a bill."""

    TAXES = "taxes"
    DISCOUNTS = "discounts"
    FREE_TIER = "free-tier"
    INTERNET_TRAFFIC = "internet-traffic"
    REQUESTS = "requests"
    NOT_SEEN = "not-seen"
    LOOKED_UP = "looked-up"
    FILE_SYSTEMS = "file-systems"
    INSTANCES = "instances"
    OTHER_ADDRESSES = "other-addresses"
    OTHER_ATTACHMENTS = "other-attachments"
    SERVICE_NETWORKS = "service-networks"
    CROSS_REGION = "cross-region"
    GATEWAY_LOAD_BALANCERS = "gateway-load-balancers"
    DNS_FIREWALL = "dns-firewall"
    RESOLVER_ENDPOINTS = "resolver-endpoints"
    EXISTING_VPC = "existing-vpc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Something that is not in a bill: always, or because of these resources, or because it was not seen."""

    omission: Omission
    origins: tuple[Origin, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What a month costs, by what is assumed of its usage and by which prices; `source` is what it is the bill of."""

    source: Source
    lines: tuple[Line, ...]
    absent: tuple[Absent, ...]
    usage: Usage
    prices: PriceList

    @property
    def total(self) -> Total:
        """Return the sum."""
        return total_of(self.lines)

    @property
    def unconfirmed(self) -> tuple[Line, ...]:
        """Return the lines that rest on a price which a single other source states."""
        return tuple(
            line
            for line in self.lines
            if isinstance(line.price, Known)
            and line.price.value.status is Status.UNCONFIRMED
            and line.quantity != Known(exact.ZERO)
        )


def total_of(lines: tuple[Line, ...]) -> Total:
    """Add up lines."""
    known = exact.total(line.amount.value for line in lines if isinstance(line.amount, Known))
    return Total(known=known, unknown=tuple(line for line in lines if not isinstance(line.amount, Known)))


def line_of(
    charge: Charge,
    origin: Origin,
    region: Value[str],
    factors: tuple[tuple[Value[Decimal], Unit], ...],
    prices: PriceList,
) -> Line:
    """Return a line; nothing of something costs nothing, whatever its price."""
    price = prices.find(charge, region)
    open_ = [value for value, _ in factors if not isinstance(value, Known)]
    known = tuple((value.value, unit) for value, unit in factors if isinstance(value, Known))
    quantity: Value[Decimal] = exact_quantity(known) if not open_ or _has_zero(known) else open_[0]
    return Line(
        charge=charge,
        origin=origin,
        region=region.value if isinstance(region, Known) else "",
        factors=known,
        quantity=quantity,
        price=price,
        amount=amount_of(quantity, price),
    )


def exact_quantity(factors: tuple[Factor, ...]) -> Known[Decimal]:
    """Return the product of factors."""
    return Known(exact.product(*(value for value, _ in factors)))


def amount_of(quantity: Value[Decimal], price: Value[Price]) -> Value[Decimal]:
    """Return what a quantity costs."""
    if quantity == Known(exact.ZERO):
        return Known(exact.ZERO)
    if not isinstance(quantity, Known):
        return quantity
    return Known(price.value.cost(quantity.value)) if isinstance(price, Known) else price


def _has_zero(factors: tuple[Factor, ...]) -> bool:
    return any(value == exact.ZERO for value, _ in factors)


def _why(value: Value[Decimal]) -> str:
    return value.reason if isinstance(value, Unknown | Unread) else ""
