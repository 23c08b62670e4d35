"""The request context: the keys a policy may ask about, each known, unknown or absent.

Key names are not case-sensitive, tag keys included:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sealane.world.text import Text
from sealane.world.values import Known, Unknown, Unread, Value

# What a key reads as: its values (none at all when the request does not have the key), or why they are not known.
Reading = tuple[Text, ...] | Unknown | Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Keys in lower case and their readings.

    `derived` are further keys, in maps asked one after the other; those given always come first. `missing` is what
    every key reads as that is listed nowhere.
    """

    readings: Mapping[str, Reading]
    derived: tuple[Mapping[str, Reading], ...] = ()
    missing: Reading = ()

    def read(self, key: str) -> Reading:
        """Return what a key, in lower case, reads as."""
        found = self.readings.get(key)
        if found is not None:
            return found
        for further in self.derived:
            if key in further:
                return further[key]
        return self.missing


def context_of(
    values: Mapping[str, Value[Text | Sequence[Text]]],
    *,
    missing: Unknown | Unread | None = None,
) -> Context:
    """Make a context of keys and values.

    A known empty sequence says that the request does not have the key. `missing` is given when keys that are not listed
    may well be there; without it they are absent.
    """
    readings = {key.lower(): _reading(value) for key, value in values.items()}
    return Context(readings=readings, missing=() if missing is None else missing)


def _reading(value: Value[Text | Sequence[Text]]) -> Reading:
    if not isinstance(value, Known):
        return value
    inner = value.value
    return tuple(inner) if isinstance(inner, list | tuple) else (_text(inner),)


def _text(value: Text | Sequence[Text]) -> Text:
    if isinstance(value, Sequence) and not isinstance(value, str):
        message = "a context value is a text, or a list or tuple of texts"
        raise TypeError(message)
    return value
