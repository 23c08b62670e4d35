"""What Terraform marks as sensitive: texts that no answer may show.

The marks stand beside the values, in the same shape; `true` is for all that is below.
https://developer.hashicorp.com/terraform/internals/json-format
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sealane.readers.plan.document import Change, Plan, ValuesResource

_MARK = b"true"
_SHORTEST = 3
"""Shorter texts stand in too many words to be taken out of an answer."""


def hidden_of_plan(plan: Plan, changes: Iterable[Change], prior: Iterable[ValuesResource]) -> tuple[str, ...]:
    """Return the sensitive texts of a plan's resources and variables, the longest first."""
    found: dict[str, None] = {}
    for change in changes:
        found |= dict.fromkeys(_marked(change.after, change.after_sensitive))
        found |= dict.fromkeys(_marked(change.before, change.before_sensitive))
    for name, variable in plan.configuration.root_module.variables.items():
        if variable.sensitive and name in plan.variables:
            found |= dict.fromkeys(_texts(plan.variables[name].value))
    return _ordered({**found, **dict.fromkeys(hidden_of_resources(prior))})


def hidden_of_resources(resources: Iterable[ValuesResource]) -> tuple[str, ...]:
    """Return the sensitive texts of resources of a state, the longest first."""
    return hidden_of((one.values, one.sensitive_values) for one in resources)


def hidden_of(pairs: Iterable[tuple[object, msgspec.Raw]]) -> tuple[str, ...]:
    """Return the sensitive texts of values, each with its marks, the longest first."""
    return _ordered(dict.fromkeys(text for values, marks in pairs for text in _marked(values, marks)))


def _ordered(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


def _marked(values: object, marks: msgspec.Raw) -> Iterator[str]:
    if _MARK in bytes(marks):
        yield from _below(values, msgspec.json.decode(marks))


def _below(value: object, mark: object) -> Iterator[str]:
    if mark is True:
        yield from _texts(value)
    elif isinstance(mark, Mapping) and isinstance(value, Mapping):
        for key, inner in mark.items():
            yield from _below(value.get(key), inner)
    elif isinstance(mark, list) and isinstance(value, list):
        for one, inner in zip(value, mark, strict=False):
            yield from _below(one, inner)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if len(value.strip()) >= _SHORTEST:
            yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
