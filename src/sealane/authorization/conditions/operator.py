"""What every operator family offers: how a value of a policy becomes a test of a value of the request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sealane.authorization.context import Context
from sealane.authorization.text_patterns import Test
from sealane.records import dataclass
from sealane.world.text import Text

T = TypeVar("T")

# Tests one value of the request; `None` when that cannot be decided.
Matcher = Callable[[Text, Context], bool | None]
Prepare = Callable[[Text, bool], Matcher]
# Makes of all values of a policy, known and without variables, one test of a value of the request that is known.
Together = Callable[[Sequence[str]], Test]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """An operator without its prefix and suffix.

    `prepare` reads one value of the policy (and whether the policy's version knows variables) and raises `ValueError`
    when AWS documents no meaning for it. A negated operator holds when no value of the policy matches. `together` is
    the quicker way of families that can decide every known value.
    """

    prepare: Prepare
    negated: bool = False
    together: Together | None = None


def pair(positive: str, negative: str, prepare: Prepare, together: Together | None = None) -> dict[str, Operator]:
    """Return an operator and its opposite under their names."""
    return {
        positive: Operator(prepare=prepare, together=together),
        negative: Operator(prepare=prepare, together=together, negated=True),
    }


def compared(read: Callable[[str], T], agree: Callable[[T, T], bool]) -> Prepare:
    """Make the `prepare` of a family that reads both values, knows no variables, and compares request with policy.

    A value of the request that cannot be read, or is partly unknown, is not decided.
    """

    def prepare(wanted: Text, _variables: bool) -> Matcher:  # noqa: FBT001
        policy_value = read(complete(wanted)) if isinstance(wanted, str) else None

        def matcher(found: Text, _context: Context) -> bool | None:
            if policy_value is None or not isinstance(found, str):
                return None
            try:
                return agree(read(found), policy_value)
            except ValueError:
                return None

        return matcher

    return prepare


def complete(text: str) -> str:
    """Return a text that has no variable, because the family takes none.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

    Raises:
        ValueError: when it has one.

    """
    if "${" in text:
        message = f"{text!r} has a policy variable, which this operator does not take"
        raise ValueError(message)
    return text
