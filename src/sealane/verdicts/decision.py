"""The answer to one request under every policy layer."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.verdicts.condition import Condition, Every, Truth
from sealane.verdicts.judgement import Judgement, Layer


class Outcome(enum.StrEnum):
    """The closed list of answers."""

    ALLOWED = "allowed"
    DENIED = "denied"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer to one request.

    Attributes:
        outcome: allowed or denied for certain, or unknown.
        explicit: a Deny statement surely applies; only ever true of what is denied.
        blocked_by: the layers whose removal would end the denial: with all of them gone the request is no longer
            denied, with any of them left it still is. Empty for what is not denied.
        conditions: what an unknown answer hangs on: the request is allowed if all of them hold, denied if one fails.
        judgements: what each layer says alone.

    """

    outcome: Outcome
    explicit: bool = False
    blocked_by: tuple[Layer, ...] = ()
    conditions: tuple[Condition, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def outcome_of(allowed: Truth) -> Outcome:
    """Name a truth about whether a request is allowed."""
    if allowed is True:
        return Outcome.ALLOWED
    return Outcome.DENIED if allowed is False else Outcome.UNKNOWN


def conditions_of(allowed: Truth) -> tuple[Condition, ...]:
    """List what an undecided truth hangs on, sorted by text so that equal answers read the same."""
    if isinstance(allowed, bool):
        return ()
    parts = allowed.of if isinstance(allowed, Every) else (allowed,)
    return tuple(sorted(parts, key=str))
