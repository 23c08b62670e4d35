"""The binary operator: byte for byte, written in base 64.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals
"""

from __future__ import annotations

import base64
import operator

from sealane.authorization.conditions.operator import Operator, compared


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.encode(), validate=True)


OPERATORS = {"BinaryEquals": Operator(prepare=compared(_bytes, operator.eq))}
