"""The whole `Condition` element: every test must hold.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.authorization.conditions.key_test import ConditionTest, read_test
from sealane.authorization.conditions.null import NullTest, read_null
from sealane.authorization.context import Context
from sealane.authorization.json_values import NotUnderstood, is_object, known, listed, texts_of
from sealane.verdicts.condition import Truth, all_of

Tests = tuple[ConditionTest | NullTest, ...]


def read_condition(element: object, *, variables: bool) -> Tests:
    """Read a `Condition` element.

    Raises:
        ValueError: when a part of it is not as AWS documents it.

    """
    element = known(element, "Condition")
    if not is_object(element):
        message = "Condition is not an object"
        raise NotUnderstood(message)
    return tuple(_tests(element, variables=variables))


def hold(tests: Tests, context: Context) -> Truth:
    """Tell whether the request passes every test."""
    undecided: list[Truth] = []
    for test in tests:
        truth = test.holds(context)
        if truth is False:
            return False
        if truth is not True:
            undecided.append(truth)
    return all_of(undecided) if undecided else True


def _tests(element: Mapping[object, object], *, variables: bool) -> Iterator[ConditionTest | NullTest]:
    for operator, given in element.items():
        keys = known(given, f"Condition {operator}")
        if not isinstance(operator, str) or not is_object(keys):
            message = f"Condition {operator!r} is not an operator with an object of keys"
            raise NotUnderstood(message)
        for key, value in keys.items():
            if not isinstance(key, str) or not key:
                message = f"{operator} has a key that is not a text"
                raise NotUnderstood(message)
            values = texts_of(listed(value), f"{operator} {key}")
            if operator == "Null":
                yield read_null(key, values)
            else:
                yield read_test(operator, key, values, variables=variables)
