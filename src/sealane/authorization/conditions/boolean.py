"""The Boolean operator.

AWS's pages disagree on whether it takes variables, so a value with one is not understood.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean
"""

from __future__ import annotations

import operator

from sealane.authorization.conditions.operator import Operator, compared

_WORDS = {"true": True, "false": False}


def truth_value(text: str) -> bool:
    """Read `true` or `false`.

    Raises:
        ValueError: when it is neither.

    """
    if text.lower() not in _WORDS:
        message = f"{text!r} is neither true nor false"
        raise ValueError(message)
    return _WORDS[text.lower()]


OPERATORS = {"Bool": Operator(prepare=compared(truth_value, operator.eq))}
