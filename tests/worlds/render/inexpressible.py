"""What a source has no words for."""

from __future__ import annotations

from typing import TypeVar

from sealane.world.values import Known, Value

T = TypeVar("T")


class Inexpressible(Exception):
    """A world says something that a source cannot say; the reason is one line."""


def known(value: Value[T]) -> T:
    """Return a known value; no document states another."""
    if isinstance(value, Known):
        return value.value
    raise Inexpressible(value.reason)
