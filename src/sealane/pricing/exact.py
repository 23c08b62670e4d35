"""Arithmetic that never rounds: a result that does not fit is an error and not a near miss.

Money is rounded in one place alone, where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from fractions import Fraction
from typing import Final

ZERO: Final = Decimal(0)
_EXACT: Final = Context(prec=400, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])


def product(*factors: Decimal) -> Decimal:
    """Multiply."""
    found = Decimal(1)
    for factor in factors:
        found = _EXACT.multiply(found, factor)
    return found


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Add up."""
    found = ZERO
    for amount in amounts:
        found = _EXACT.add(found, amount)
    return found


def less(one: Decimal, other: Decimal) -> Decimal:
    """Subtract the other from the one."""
    return _EXACT.subtract(one, other)


def part(whole: int, of: int) -> Decimal:
    """Divide by a power of two, as CPU units by those of a vCPU."""
    return _EXACT.divide(Decimal(whole), Decimal(of))


def fraction(amount: Decimal) -> Fraction:
    """Return the same number as a fraction, which can be divided by anything."""
    return Fraction(amount)
