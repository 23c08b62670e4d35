"""The operator that asks whether a key is there: `Null`.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null
"""

from __future__ import annotations

from sealane.authorization.conditions.boolean import truth_value
from sealane.authorization.conditions.operator import complete
from sealane.authorization.context import Context
from sealane.authorization.json_values import NotKnown
from sealane.records import dataclass
from sealane.verdicts.condition import KeyTest, Truth
from sealane.world.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NullTest:
    """Holds when the key's absence is one of `absent`."""

    key: str
    lookup: str
    absent: frozenset[bool]

    def holds(self, context: Context) -> Truth:
        """Tell whether the request passes the test."""
        if self.absent == {True, False}:
            return True
        reading = context.read(self.lookup)
        if isinstance(reading, tuple):
            return (not reading) in self.absent
        words = tuple(str(value).lower() for value in self.absent)
        return KeyTest(self.key, "Null", words, reading.reason)


def read_null(key: str, values: tuple[Text, ...]) -> NullTest:
    """Read a `Null` test.

    Raises:
        ValueError: when a value is neither `true` nor `false`, or there is none.

    """
    if not values:
        message = f"Null {key} has no value"
        raise ValueError(message)
    if not all(isinstance(value, str) for value in values):
        message = f"a value of Null {key} is not known"
        raise NotKnown(message)
    return NullTest(
        key=key,
        lookup=key.lower(),
        absent=frozenset(truth_value(complete(str(value))) for value in values),
    )
