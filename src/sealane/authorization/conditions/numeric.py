"""Numeric operators: whole and decimal numbers.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from sealane.authorization.conditions.operator import Operator, compared, pair
from sealane.grammar.patterns import pattern

if TYPE_CHECKING:
    from decimal import Decimal

_NUMBER = pattern(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?")


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        message = f"{text!r} is not a number"
        raise ValueError(message)
    # Policies seldom compare numbers, and start-up time is a budget.
    from decimal import Decimal

    return Decimal(text)


OPERATORS = {
    **pair("NumericEquals", "NumericNotEquals", compared(_number, operator.eq)),
    "NumericLessThan": Operator(prepare=compared(_number, operator.lt)),
    "NumericLessThanEquals": Operator(prepare=compared(_number, operator.le)),
    "NumericGreaterThan": Operator(prepare=compared(_number, operator.gt)),
    "NumericGreaterThanEquals": Operator(prepare=compared(_number, operator.ge)),
}
