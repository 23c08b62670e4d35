"""String operators: exact, without regard to case, and with wildcards.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String
"""

from __future__ import annotations

from collections.abc import Sequence

from sealane.authorization.conditions.operator import Matcher, pair
from sealane.authorization.context import Context
from sealane.authorization.templates import compare, letters_of, matches, read_template, resolved
from sealane.authorization.text_patterns import Test, any_test
from sealane.world.text import Text


def _exact(wanted: Text, variables: bool) -> Matcher:  # noqa: FBT001
    template = read_template(wanted, variables=variables, wildcards=False)
    return lambda found, context: matches(template, found, context)


def _any_exact(wanted: Sequence[str]) -> Test:
    return frozenset(wanted).__contains__


def _like(wanted: Text, variables: bool) -> Matcher:  # noqa: FBT001
    template = read_template(wanted, variables=variables, wildcards=True)
    return lambda found, context: matches(template, found, context)


def _ignoring_case(wanted: Text, variables: bool) -> Matcher:  # noqa: FBT001
    template = read_template(wanted, variables=variables, wildcards=False)

    def matcher(found: Text, context: Context) -> bool | None:
        pattern = resolved(template, context)
        if pattern is None:
            return False
        lowered = tuple(s.lower() if isinstance(s, str) else s for s in pattern)
        return compare(lowered, tuple(s.lower() if isinstance(s, str) else s for s in letters_of(found)))

    return matcher


OPERATORS = {
    **pair("StringEquals", "StringNotEquals", _exact, _any_exact),
    **pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", _ignoring_case),
    **pair("StringLike", "StringNotLike", _like, any_test),
}
