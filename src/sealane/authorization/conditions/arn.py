"""ARN operators: the six parts between colons are compared one by one, each with wildcards.

`ArnEquals` and `ArnLike` are the same.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
"""

from __future__ import annotations

from sealane.authorization.arn_patterns import matches_parts, read_arn_pattern
from sealane.authorization.conditions.operator import Matcher, pair
from sealane.world.text import Text


def _arn(wanted: Text, variables: bool) -> Matcher:  # noqa: FBT001
    template = read_arn_pattern(wanted, variables=variables)
    return lambda found, context: matches_parts(template, found, context)


OPERATORS = {**pair("ArnEquals", "ArnNotEquals", _arn), **pair("ArnLike", "ArnNotLike", _arn)}
