"""One test of a `Condition` element: an operator, a key, values, and how several values count together.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
"""

from __future__ import annotations

import enum
from functools import cache, lru_cache
from typing import NamedTuple

from sealane.authorization.conditions.operator import Matcher, Operator
from sealane.authorization.context import Context
from sealane.authorization.templates import without_variables
from sealane.authorization.text_patterns import Test
from sealane.verdicts.condition import KeyTest, Truth
from sealane.world.text import Text

_PARTLY = "a part of the policy or of the request is not known"


class Quantifier(enum.Enum):
    """How the values of a request's key count together."""

    SINGLE = ""
    ALL = "ForAllValues:"
    ANY = "ForAnyValue:"


class ConditionTest(NamedTuple):
    """A test as written (`key`, `operator`, `values`) and as read; `lookup` is the key in lower case.

    `single` is whether the key must have one value. Values of the request that are known are decided by `test` when
    there is one, all others by `matchers`.
    """

    key: str
    operator: str
    values: tuple[str, ...]
    lookup: str
    quantifier: Quantifier
    if_exists: bool
    negated: bool
    single: bool
    test: Test | None
    matchers: tuple[Matcher, ...]

    def holds(self, context: Context) -> Truth:
        """Tell whether the request passes the test."""
        reading = context.read(self.lookup)
        if not isinstance(reading, tuple):
            return KeyTest(self.key, self.operator, self.values, reading.reason)
        if not reading:
            return self._without_key()
        value = reading[0]
        if self.test is not None and self.single and len(reading) == 1 and isinstance(value, str):
            return self.test(value) is not self.negated
        answer, because = self._with_key(reading, context)
        return KeyTest(self.key, self.operator, self.values, because) if answer is None else answer

    def _without_key(self) -> Truth:
        if self.if_exists and self.quantifier is Quantifier.ANY:
            because = (
                "for a key that is absent AWS calls ForAnyValue false and IfExists true, and does not say which wins"
            )
            return KeyTest(self.key, self.operator, self.values, because)
        if self.if_exists or self.quantifier is Quantifier.ALL:
            return True
        return self.negated and self.quantifier is Quantifier.SINGLE

    def _with_key(self, reading: tuple[Text, ...], context: Context) -> tuple[bool | None, str]:
        if self.single:
            if len(reading) > 1:
                return None, "the request has several values for this key, which needs ForAllValues or ForAnyValue"
            return self._one(reading[0], context), _PARTLY
        if reading == ("",):
            return self.quantifier is Quantifier.ALL, _PARTLY
        answers = [self._one(value, context) for value in reading]
        decisive = self.quantifier is Quantifier.ANY
        if decisive in answers:
            return decisive, _PARTLY
        return (None if None in answers else not decisive), _PARTLY

    def _one(self, value: Text, context: Context) -> bool | None:
        """Tell whether one value of the request passes: it matches one of the policy's, or for negated ones none."""
        if self.test is not None and isinstance(value, str):
            return self.test(value) is not self.negated
        undecided = False
        for matcher in self.matchers:
            answer = matcher(value, context)
            if answer is True:
                return not self.negated
            undecided = undecided or answer is None
        return None if undecided else self.negated


def read_test(operator: str, key: str, values: tuple[Text, ...], *, variables: bool) -> ConditionTest:
    """Read one test.

    Raises:
        ValueError: when the operator is not documented, or a value has no meaning for it.

    """
    name, quantifier, if_exists = _dissected(operator)
    found = operators().get(name)
    if found is None:
        message = f"{operator!r} is not a condition operator"
        raise ValueError(message)
    if not values:
        message = f"{operator} {key} has no value"
        raise ValueError(message)
    plain = [value for value in values if without_variables(value, variables=variables)]
    return ConditionTest(
        key=key,
        operator=operator,
        values=tuple(sorted([str(value) for value in values])),
        lookup=key.lower(),
        quantifier=quantifier,
        if_exists=if_exists,
        negated=found.negated,
        single=quantifier is Quantifier.SINGLE,
        test=found.together(plain) if found.together is not None and len(plain) == len(values) else None,
        matchers=tuple([found.prepare(value, variables) for value in values]),
    )


@cache
def operators() -> dict[str, Operator]:
    """Return every operator by its name.

    They are imported when the first condition is read, because start-up time is a budget and most policies have none.
    """
    from sealane.authorization.conditions import address, arn, binary, boolean, date, numeric, string

    families = (string, arn, numeric, date, boolean, binary, address)
    return {name: operator for family in families for name, operator in family.OPERATORS.items()}


@lru_cache(maxsize=1024)
def _dissected(operator: str) -> tuple[str, Quantifier, bool]:
    """Take prefix and suffix off an operator's name."""
    quantifier = next((q for q in (Quantifier.ALL, Quantifier.ANY) if operator.startswith(q.value)), Quantifier.SINGLE)
    name = operator.removeprefix(quantifier.value)
    return name.removesuffix("IfExists"), quantifier, name.endswith("IfExists")
