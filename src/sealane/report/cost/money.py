"""Amounts as people read them: rounded here and nowhere else, to the cent, half a cent away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

_CENT: Final = Decimal("0.01")
_WHOLE: Final = 10**4


def dollars(amount: Decimal) -> str:
    """Return an amount to the cent: `$1,234.50`, `-$3.10`; what is less than a cent says so."""
    rounded = amount.quantize(_CENT, rounding=ROUND_HALF_UP)
    if not rounded and amount:
        return "less than $0.01" if amount > 0 else "less than -$0.01"
    sign = "-" if rounded < 0 else ""
    return f"{sign}${abs(rounded):,.2f}"


def signed(amount: Decimal) -> str:
    """Return an amount with its sign, as a change has one."""
    return dollars(amount) if amount <= 0 else f"+{dollars(amount)}"


def exact(amount: Decimal) -> str:
    """Return every digit of an amount, without zeros that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def cents(amount: Decimal) -> str:
    """Return an amount to the cent as a plain number, for machines."""
    return f"{amount.quantize(_CENT, rounding=ROUND_HALF_UP):f}"


def number(value: Decimal | Fraction) -> str:
    """Return a quantity with at most four digits after the point, and separators."""
    scaled = Fraction(value) * _WHOLE
    rounded = Decimal(int(scaled + Fraction(1, 2))) / _WHOLE
    text = f"{rounded:,.4f}".rstrip("0").rstrip(".")
    return text or "0"


def approximate(value: Fraction) -> Decimal:
    """Return a fraction as a decimal that is good for showing it to the cent."""
    return Decimal(value.numerator) / Decimal(value.denominator)
