"""Ids of AWS among the known values that stand beside references."""

from __future__ import annotations

from typing import Final

from sealane.grammar.patterns import pattern
from sealane.readers.plan.references import Step

_ID: Final = pattern(r"[a-z]+(-[a-z]+)*-[0-9a-f]{8,17}|arn:aws[a-z-]*:.+")


def ids_in(value: object, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Return the ids and ARNs that a known value is, or is a list of; none when it is anything else."""
    for step in steps:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return ()
    if isinstance(value, str):
        return (value,) if _ID.fullmatch(value) else ()
    if isinstance(value, list) and value and all(isinstance(one, str) and _ID.fullmatch(one) for one in value):
        return tuple(value)
    return ()
