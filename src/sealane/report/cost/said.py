"""What a bill rests on, in sentences: the month, the usage, the prices, what is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.pricing.charge import Charge
from sealane.pricing.usage import HOURS, KINDS, said
from sealane.report.cost.money import number
from sealane.report.cost.words import CHARGES, OMISSIONS, USAGES
from sealane.report.paragraph import counted, joined, some_of
from sealane.world.values import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.pricing.bill import Absent, Bill, Line

_ROOM: Final = 200
_LOGS: Final = ("log-gb", "log-months")
_MOVED: Final = ("log-gb", "starts", "image-gb", "data-gb")
_USED: Final = {
    Charge.ENDPOINT_HOUR: ("vpcs",),
    Charge.ENDPOINT_DATA: (*_MOVED, "endpoint-gb"),
    Charge.NAT_GATEWAY_DATA: (*_MOVED, "nat-gb"),
    Charge.LOG_INGESTION: _LOGS,
    Charge.LOG_STORAGE: _LOGS,
    Charge.APPLICATION_LOAD_BALANCER_UNIT: ("load-balancer-units",),
    Charge.NETWORK_LOAD_BALANCER_UNIT: ("load-balancer-units",),
    Charge.IMAGE_STORAGE: ("image-gb", "images"),
    Charge.TRANSIT_DATA: ("transit-gb",),
}


def month(bill: Bill) -> str:
    """Say what a month and an amount are."""
    return (
        f"A month has {HOURS} hours, as in AWS's calculator. Amounts are in US dollars, exact, and rounded to the cent "
        f"where they are shown. Prices: {bill.prices.name}, {dates(bill)}."
    )


def dates(bill: Bill) -> str:
    """Say of which days the prices are that a bill uses."""
    return dates_of(bill.lines)


def dates_of(lines: tuple[Line, ...]) -> str:
    """Say of which days the prices are that lines use."""
    found = sorted({line.price.value.date for line in lines if isinstance(line.price, Known)})
    if not found:
        return "none of which it uses"
    return f"of {found[0]}" if found[0] == found[-1] else f"of {found[0]} to {found[-1]}"


def assumed(bill: Bill) -> Iterator[str]:
    """Say what is assumed of the usage, as far as this bill rests on it, and what somebody said."""
    used = {kind for line in bill.lines for kind in _USED.get(line.charge, ())}
    for kind in KINDS:
        value = said(bill.usage, kind)
        if value is not None and (kind in used or kind in bill.usage.said):
            by = "said" if kind in bill.usage.said else "assumed"
            yield f"{kind}={number(value)} ({by}): {USAGES[kind]}"


def missing(bill: Bill) -> Iterator[str]:
    """Name what is not in a bill."""
    for absent in bill.absent:
        yield _missing(absent)


def doubt(bill: Bill) -> str:
    """Say which amounts rest on a price that one other source alone states; empty for none."""
    lines = bill.unconfirmed
    if not lines:
        return ""
    names = dict.fromkeys(f"{CHARGES[line.charge]} in {line.region}" for line in lines)
    return (
        f"{counted(len(names), 'price')} could not be confirmed by a dated price list: {joined(list(names))}. "
        "`--live-prices` asks AWS."
    )


def _missing(absent: Absent) -> str:
    text = OMISSIONS[absent.omission]
    if absent.origins:
        text += f": {some_of([origin.name for origin in absent.origins], _ROOM)}"
    return f"{text} ({absent.why})" if absent.why else text
