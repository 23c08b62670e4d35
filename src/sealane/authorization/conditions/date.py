"""Date operators: the W3C's forms of ISO 8601, or seconds since 1970.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
https://www.w3.org/TR/NOTE-datetime
"""

from __future__ import annotations

import operator
from datetime import UTC, datetime

from sealane.authorization.conditions.operator import Operator, compared, pair
from sealane.grammar.patterns import pattern

_EPOCH = pattern(r"[0-9]{5,12}")
_CALENDAR = pattern(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_MOMENT = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})")


def _moment(text: str) -> datetime:
    if _EPOCH.fullmatch(text):
        try:
            return datetime.fromtimestamp(int(text), UTC)
        except OverflowError as far:
            message = f"{text!r} is no moment of the calendar"
            raise ValueError(message) from far
    calendar = _CALENDAR.fullmatch(text)
    if calendar:
        year, month, day = calendar.groups(default="1")
        return datetime(int(year), int(month), int(day), tzinfo=UTC)
    if not _MOMENT.fullmatch(text):
        message = f"{text!r} is not a date, a date with time and zone, or seconds since 1970"
        raise ValueError(message)
    return datetime.fromisoformat(text)


OPERATORS = {
    **pair("DateEquals", "DateNotEquals", compared(_moment, operator.eq)),
    "DateLessThan": Operator(prepare=compared(_moment, operator.lt)),
    "DateLessThanEquals": Operator(prepare=compared(_moment, operator.le)),
    "DateGreaterThan": Operator(prepare=compared(_moment, operator.gt)),
    "DateGreaterThanEquals": Operator(prepare=compared(_moment, operator.ge)),
}
