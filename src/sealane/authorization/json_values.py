"""What a policy document may hold where it holds a text: texts, and values that are not known yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeGuard

from sealane.world.text import Partial, Text, unknown_text
from sealane.world.values import Unknown, Unread


class NotUnderstood(ValueError):
    """A part of a policy that is not as AWS documents it."""


class NotKnown(ValueError):
    """A part of a policy that is not known yet, which is nobody's fault."""


def known(value: object, where: str) -> object:
    """Return a value that is known.

    Raises:
        NotKnown: when it is not.

    """
    if isinstance(value, Unknown | Unread):
        message = f"{where} is not known: {value.reason}"
        raise NotKnown(message)
    return value


def is_object(value: object) -> TypeGuard[Mapping[Any, object]]:
    """Tell whether a value is an object of JSON, or stands for one."""
    # Nearly every object is a dictionary, and asking for that costs a tenth of asking for a mapping.
    return isinstance(value, dict) or isinstance(value, Mapping)  # noqa: SIM101 - see above


def listed(value: object) -> Sequence[object]:
    """Return the values of an element that takes one value or a list."""
    return value if isinstance(value, list | tuple) else (value,)


def texts_of(values: Iterable[object], where: str) -> tuple[Text, ...]:
    """Read values as texts; JSON's booleans and numbers count as what they are written as.

    Raises:
        ValueError: when one is an object, a list or null.

    """
    return tuple([value if isinstance(value, str) else _text(value, where) for value in values])


def _text(value: object, where: str) -> Text:
    match value:
        case str() | Partial():
            return value
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case Unknown() | Unread():
            return unknown_text(value)
        case _:
            message = f"{where} has a value that is not a text"
            raise NotUnderstood(message)
