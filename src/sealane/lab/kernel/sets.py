"""The named sets of a space's filters: the addresses that a rule refers to by a name."""

from __future__ import annotations


def named(name: str, version: int) -> str:
    """Return the name in the kernel of the part of a set that is of one family."""
    return f"{name}-{version}"
