"""Reading a JSON document whose shape is only claimed: every value is checked where it is taken.

A wrong type is a problem that names the file and the path of the value, as in `containerDefinitions[0].image`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeVar

from sealane.errors import InputError, Place, Problem
from sealane.records import dataclass

_T = TypeVar("_T")

_KINDS = {str: "a text", int: "a number", bool: "true or false", list: "a list", dict: "an object", type(None): "null"}


@dataclass(frozen=True, slots=True)
class Node:
    """An object of a JSON document with its path; a key that is absent or `null` has the default."""

    members: dict[str, object]
    path: str
    file: str

    def text(self, key: str, default: str = "") -> str:
        """Return a text.

        Raises:
            InputError: when it is something else.

        """
        value = self._get(key, str)
        return default if value is None else value

    def number(self, key: str, default: int) -> int:
        """Return a whole number.

        Raises:
            InputError: when it is something else.

        """
        value = self.members.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._wrong(key, int, value)
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false.

        Raises:
            InputError: when it is something else.

        """
        value = self._get(key, bool)
        return default if value is None else value

    def node(self, key: str) -> Node:
        """Return an object, an empty one when it is absent.

        Raises:
            InputError: when it is something else.

        """
        members = self._get(key, dict)
        return Node({} if members is None else members, self.at(key), self.file)

    def nodes(self, key: str) -> Iterator[Node]:
        """Yield the objects of a list.

        Raises:
            InputError: when it is no list, or holds something else.

        """
        for place, value in enumerate(self._get(key, list) or []):
            path = f"{self.at(key)}[{place}]"
            if not isinstance(value, dict):
                raise self.problem(code="json-wrong-type", what=f"`{path}` must be an object and is {_kind(value)}")
            yield Node(value, path, self.file)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list.

        Raises:
            InputError: when it is no list, or holds something else.

        """
        values = self._get(key, list) or []
        for place, value in enumerate(values):
            if not isinstance(value, str):
                path = f"{self.at(key)}[{place}]"
                raise self.problem(code="json-wrong-type", what=f"`{path}` must be a text and is {_kind(value)}")
        return tuple(values)

    def map(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return the texts of an object by their keys.

        Raises:
            InputError: when it is no object, or holds something else.

        """
        inner = self.node(key)
        return tuple((name, inner.text(name)) for name in inner.members)

    def has(self, key: str) -> bool:
        """Tell whether a key is there with a value."""
        return self.members.get(key) is not None

    def at(self, key: str) -> str:
        """Return the path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def problem(self, *, code: str, what: str, hint: str = "", link: str = "") -> InputError:
        """Return an error about this document."""
        return InputError(Problem(code=code, what=what, hint=hint, link=link, place=Place(file=self.file)))

    def _get(self, key: str, kind: type[_T]) -> _T | None:
        value = self.members.get(key)
        if value is None or isinstance(value, kind):
            return value
        raise self._wrong(key, kind, value)

    def _wrong(self, key: str, kind: type, value: object) -> InputError:
        return self.problem(
            code="json-wrong-type", what=f"`{self.at(key)}` must be {_KINDS[kind]} and is {_kind(value)}"
        )


def parse(text: str, file: str) -> Node:
    """Return the object that a text holds.

    Raises:
        InputError: when it is no JSON, with line and column, or no object.

    """
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        place = Place(file=file, line=error.lineno, column=error.colno)
        what = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        hint = f"`python -m json.tool {file}` shows the same place"
        raise InputError(Problem(code="json-invalid", what=what, hint=hint, place=place)) from None
    except RecursionError:
        raise InputError(
            Problem(code="json-invalid", what="this JSON is nested too deeply", place=Place(file=file))
        ) from None
    if not isinstance(document, dict):
        what = f"the document must be an object and is {_kind(document)}"
        raise InputError(Problem(code="json-wrong-type", what=what, place=Place(file=file, line=1, column=1)))
    return Node(document, "", file)


def _kind(value: object) -> str:
    return "a number" if isinstance(value, float) else _KINDS[type(value)]
