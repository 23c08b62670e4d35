"""The short way to hold a statement against a request, for the common case in which nothing is open.

Where anything is open, or counts in an uncommon way, there is no answer here and `layers` finds it the long way.
"""

from __future__ import annotations

from collections.abc import Callable

from sealane.authorization.conditions.key_test import ConditionTest
from sealane.authorization.context import Context
from sealane.authorization.statement import Statement
from sealane.authorization.text_patterns import Test

# Tells whether a statement that is about the action applies to a resource in a context; `None` when that is not plain.
Plain = Callable[[str, Context], bool | None]
# The key, the test of its value, and the answer that means no.
_KeyTest = tuple[str, Test | None, bool]


def plain_statement(statement: Statement) -> Plain | None:
    """Make the short way for a statement; `None` when it means only some callers, or its resources take care."""
    if statement.principal is not None and not statement.principal.everyone:
        return None
    element = statement.resource
    if element is not None and (element.careful or element.inverted):
        return None
    resource_test = _anything if element is None else element.test
    if not statement.condition:
        return lambda resource, _context: resource_test(resource)
    tests = tuple([_key_test(test) for test in statement.condition if isinstance(test, ConditionTest)])
    complete = len(tests) == len(statement.condition)

    def plain(resource: str, context: Context) -> bool | None:
        return _passes(tests, context, complete=complete) if resource_test(resource) else False

    return plain


def _anything(_resource: str) -> bool:
    return True


def _key_test(test: ConditionTest) -> _KeyTest:
    return test.lookup, test.test if test.single else None, test.negated


def _passes(tests: tuple[_KeyTest, ...], context: Context, *, complete: bool) -> bool | None:
    """Tell whether every test passes; no certain "no" is lost to a test that is not plain."""
    answer: bool | None = True if complete else None
    for key, test, negated in tests:
        reading = context.read(key)
        value = reading[0] if isinstance(reading, tuple) and len(reading) == 1 else None
        if test is None or not isinstance(value, str):
            answer = None
        elif test(value) is negated:
            return False
    return answer
