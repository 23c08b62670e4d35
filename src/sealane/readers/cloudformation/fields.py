"""Properties of a resource as values that a fact can hold.

What has a form that CloudFormation would refuse counts as unknown, with the property's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.values import Evaluated, Nothing, Reference, unknown
from sealane.world.policies import Document
from sealane.world.text import Hole, Partial, Text, parts_of
from sealane.world.values import Known, Unknown, Value

_TRUE = frozenset({"true", "yes", "on", "enabled"})
_FALSE = frozenset({"false", "no", "off", "disabled"})
_LONGEST_NUMBER = 18
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """Properties by name; `opaque` says why there may be others than those listed."""

    members: Mapping[str, Evaluated]
    holdings: Holdings
    path: str
    opaque: Hole | None = None

    def has(self, name: str) -> bool:
        """Tell whether a property is there, known or not."""
        return self.members.get(name) is not None

    def raw(self, name: str) -> Evaluated:
        """Return a property as it was worked out; one that may or may not be there is a hole."""
        value = self.members.get(name)
        return self.opaque if value is None and self.opaque is not None else value

    def text(self, name: str, default: str = "") -> Value[str]:
        """Return a text; one with holes is unknown."""
        found = self.partial(name, default)
        if isinstance(found, Known) and isinstance(found.value, Partial):
            reasons = [part.reason for part in parts_of(found.value) if isinstance(part, Hole)]
            return Unknown(f"{self.path}.{name} is known only in part: {reasons[0] if reasons else 'it has holes'}")
        return found  # type: ignore[return-value]  # no part is left that is not known

    def partial(self, name: str, default: str = "") -> Value[Text]:
        """Return a text, which may have holes; one of which nothing is known is unknown."""
        value = self.raw(name)
        if value is None:
            return Known(default)
        if isinstance(value, list | dict):
            return self._wrong(name, "a text")
        spelled = self.holdings.spell(value)
        return unknown(spelled) if isinstance(spelled, Hole) else Known(spelled)

    def flag(self, name: str, *, default: bool) -> Value[bool]:
        """Return true or false, which may be written as text."""
        value = self.raw(name)
        if value is None:
            return Known(default)
        if isinstance(value, bool):
            return Known(value)
        if isinstance(value, Hole):
            return unknown(value)
        text = value.lower() if isinstance(value, str) else ""
        if text in _TRUE | _FALSE:
            return Known(text in _TRUE)
        return self._wrong(name, "true or false")

    def number(self, name: str, default: int) -> Value[int]:
        """Return a whole number, which may be written as text."""
        value = self.raw(name)
        if value is None:
            return Known(default)
        if isinstance(value, int) and not isinstance(value, bool):
            return Known(value)
        if isinstance(value, Hole):
            return unknown(value)
        digits = value.strip().removeprefix("-") if isinstance(value, str) else ""
        if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER and isinstance(value, str):
            return Known(int(value))
        return self._wrong(name, "a whole number")

    def key(self, name: str, *kinds: str) -> Value[str]:
        """Return the key of what a property names, an empty text when there is no such property."""
        return self.holdings.key_of(self.raw(name), *kinds)

    def keys(self, name: str, *kinds: str) -> Value[tuple[str, ...]]:
        """Return the keys of what a list names."""
        value = self.raw(name)
        if value is None:
            return Known(())
        if isinstance(value, Hole):
            return unknown(value)
        listed = value if isinstance(value, list) else [value]
        return all_known(self.holdings.key_of(item, *kinds) for item in listed)

    def texts(self, name: str) -> Value[tuple[str, ...]]:
        """Return the texts of a list; unknown when one of them is."""
        value = self.raw(name)
        if value is None:
            return Known(())
        if isinstance(value, Hole):
            return unknown(value)
        listed = enumerate(value if isinstance(value, list) else [value])
        one = (Fields({"": item}, self.holdings, f"{self.path}.{name}[{place}]") for place, item in listed)
        return all_known(fields.text("") for fields in one)

    def inner(self, name: str) -> Fields:
        """Return the properties of a mapping, none when it is absent."""
        value = self.raw(name)
        path = f"{self.path}.{name}"
        if isinstance(value, dict):
            return Fields(value, self.holdings, path, self.opaque)
        if isinstance(value, Hole):
            return Fields({}, self.holdings, path, value)
        return Fields({}, self.holdings, path, None if value is None else Hole(f"{path} is no mapping"))

    def items(self, name: str) -> tuple[list[Fields], tuple[Unknown, ...]]:
        """Return the mappings of a list, and why some may be missing."""
        value = self.raw(name)
        if value is None:
            return [], ()
        if isinstance(value, Hole):
            return [], (unknown(value),)
        found: list[Fields] = []
        hidden: list[Unknown] = []
        for place, item in enumerate(value if isinstance(value, list) else [value]):
            path = f"{self.path}.{name}[{place}]"
            if isinstance(item, dict):
                found.append(Fields(item, self.holdings, path))
            else:
                hidden.append(unknown(item) if isinstance(item, Hole) else Unknown(f"{path} is no mapping"))
        return found, tuple(hidden)

    def document(self, name: str, default: Document = "") -> Value[Document]:
        """Return a policy document, as JSON text or with its values worked out."""
        value = self.raw(name)
        if value is None:
            return Known(default)
        if isinstance(value, dict):
            return Known({key: _written(inner, self.holdings) for key, inner in value.items()})
        if isinstance(value, Hole):
            return unknown(value)
        if isinstance(value, list):
            return self._wrong(name, "a policy")
        spelled = self.holdings.spell(value)
        return unknown(spelled) if isinstance(spelled, Hole) else Known(spelled)

    def _wrong(self, name: str, expected: str) -> Unknown:
        return Unknown(f"{self.path}.{name} is not {expected}")


def fields_of(resource: Resource, holdings: Holdings) -> Fields:
    """Return the properties of a resource."""
    return Fields(resource.properties, holdings, resource.key, resource.opaque)


def all_known(values: Iterable[Value[_T]]) -> Value[tuple[_T, ...]]:
    """Return values together, or why one of them is not known."""
    found: list[_T] = []
    for value in values:
        if not isinstance(value, Known):
            return value
        found.append(value.value)
    return Known(tuple(found))


def _written(value: Evaluated, holdings: Holdings) -> object:
    """Write a part of a document: a hole that is one plain text stays a text, any other may be anything."""
    if isinstance(value, dict):
        return {key: _written(inner, holdings) for key, inner in value.items()}
    if isinstance(value, list):
        return [_written(inner, holdings) for inner in value]
    if isinstance(value, Reference):
        value = holdings.spell(value)
    if isinstance(value, Hole):
        return Partial((value,)) if value.plain or value.token else unknown(value)
    return None if isinstance(value, Nothing) else value
