"""Answers without what nobody but the task should see: values of environment variables, tokens, inputs of schedules."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

REDACTED: Final = "(not kept)"
_VARIABLES = frozenset({"environment", "Environment"})
_WITHHELD = frozenset(
    {"Input", "input", "InputTemplate", "UserData", "SecretString", "SecretBinary", "command", "Command"}
)
_TELLING = re.compile(r"token|passw|secret|api_?key|auth|credential|private", re.IGNORECASE)
_OPTIONS = "options"
_NESTED = frozenset({"definition"})


def redacted(output: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer in which those values are replaced; what is replaced twice stays the same."""
    return {key: _member(key, value) for key, value in output.items()}


def _member(key: str, value: object) -> object:
    if key in _VARIABLES and isinstance(value, list):
        return [_variable(one) for one in value]
    if key in _WITHHELD and value:
        return [REDACTED] if isinstance(value, list) else REDACTED
    if key == _OPTIONS and isinstance(value, dict):
        return {name: REDACTED if _TELLING.search(str(name)) else one for name, one in value.items()}
    if key in _NESTED and isinstance(value, str):
        return _nested(value)
    return _any(value)


def _any(value: object) -> object:
    if isinstance(value, Mapping):
        return redacted(value)
    if isinstance(value, (list, tuple)):
        return [_any(one) for one in value]
    return value


def _variable(one: object) -> object:
    if not isinstance(one, Mapping):
        return REDACTED
    return {key: value if key in {"name", "Name"} else REDACTED for key, value in one.items()}


def _nested(text: str) -> str:
    try:
        return json.dumps(_any(json.loads(text)))
    except (ValueError, RecursionError):
        return REDACTED
