"""ARN operators: the six parts between colons are compared one by one, each with wildcards.

`ArnEquals` and `ArnLike` are the same.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
"""

from __future__ import annotations

from collections.abc import Sequence

from sealane.authorization.arn_patterns import arn_test, matches_parts, read_arn_pattern
from sealane.authorization.conditions.operator import Matcher, pair
from sealane.authorization.text_patterns import Test, any_test
from sealane.world.text import Text


def _arn(wanted: Text, variables: bool) -> Matcher:  # noqa: FBT001
    template = read_arn_pattern(wanted, variables=variables)
    return lambda found, context: matches_parts(template, found, context)


def _any_arn(wanted: Sequence[str]) -> Test:
    return any_test(wanted, arn_test)


OPERATORS = {**pair("ArnEquals", "ArnNotEquals", _arn, _any_arn), **pair("ArnLike", "ArnNotLike", _arn, _any_arn)}
