"""The request context: the keys a policy may ask about, each known, unknown or absent.

Key names are not case-sensitive, tag keys included:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sealane.records import dataclass, field
from sealane.world.text import Partial, Text
from sealane.world.values import Known, Unknown, Unread, Value

# What a key reads as: its values (none at all when the request does not have the key), or why they are not known.
Reading = tuple[Text, ...] | Unknown | Unread
# What may be given for a key; a text or several stand for themselves, known.
Given = Value[Text | Sequence[Text]] | Text | Sequence[Text]


def _nothing(_key: str) -> Reading | None:
    """Derive no key."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Keys in lower case and their readings.

    `derive` says what follows for a key that was not given, and `None` when nothing does; such a key reads as
    `missing`.
    """

    readings: Mapping[str, Reading]
    missing: Reading = ()
    derive: Callable[[str], Reading | None] = field(default=_nothing, compare=False, repr=False)

    def read(self, key: str) -> Reading:
        """Return what a key, in lower case, reads as."""
        found = self.readings.get(key)
        if found is None:
            found = self.derive(key)
        return self.missing if found is None else found


def context_of(values: Mapping[str, Given], *, missing: Unknown | Unread | None = None) -> Context:
    """Make a context of keys and values.

    A known empty sequence says that the request does not have the key. `missing` is given when keys that are not listed
    may well be there; without it they are absent. One context can serve many requests.
    """
    # Plain texts are read on the spot, because nearly every value is one.
    readings: dict[str, Reading] = {
        key.lower(): (value,) if isinstance(value, str) else _reading(value) for key, value in values.items()
    }
    return Context(readings=readings, missing=() if missing is None else missing)


def _reading(value: Given) -> Reading:
    if isinstance(value, Known):
        value = value.value
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Unknown | Unread):
        return value
    if isinstance(value, list | tuple):
        return tuple(value)
    if not isinstance(value, Partial):
        message = "a context value is a text, or a list or tuple of texts"
        raise TypeError(message)
    return (value,)
