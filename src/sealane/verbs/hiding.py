"""An answer without the texts that its source marks as sensitive, where the answer no longer knows its source."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from sealane.records import replace

T = TypeVar("T")
MASK = "(sensitive)"


def without(answer: T, texts: tuple[str, ...]) -> T:
    """Return an answer in which a mask stands wherever a text would be shown, as far down as it goes."""
    if not texts:
        return answer
    expression = re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in texts))
    return cast("T", _without(answer, expression))


def _without(value: Any, expression: re.Pattern[str]) -> Any:  # noqa: ANN401 - any part of an answer
    from dataclasses import fields, is_dataclass

    if isinstance(value, enum.Enum):
        return value
    if isinstance(value, str):
        return expression.sub(MASK, value)
    if isinstance(value, tuple | frozenset):
        parts = [_without(one, expression) for one in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    if isinstance(value, Mapping):
        return {key: _without(one, expression) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: _without(getattr(value, one.name), expression) for one in fields(value) if one.init}
        return replace(cast("Any", value), **changed)
    return value
