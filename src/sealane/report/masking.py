"""What a source marks as sensitive, taken out of an answer in any form, whatever it was a part of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, Final, cast

from sealane.report.escape import GAP

MASK: Final = "(sensitive)"
# What these hold is of sealane's own vocabulary or says where something stands, and scripts rely on it.
_OURS: Final = frozenset(
    {
        *("schema", "$schema", "version", "verdict", "starts", "sealed", "decision", "cause", "step", "steps", "check"),
        *("kind", "noun", "ruleId", "level", "does", "layer", "effect", "outcome", "link", "helpUri"),
        *("check_name", "severity", "fingerprint"),
    }
)
_LONG: Final = 8
# What Markdown needs before or within a text that is shown as it is.
_BETWEEN: Final = rf"(?:\\|{GAP})*"


def masked(text: str, hidden: tuple[str, ...]) -> str:
    """Return a text without what is hidden; a short one counts only where it stands as a word of its own."""
    return _expression(hidden).sub(MASK, text) if hidden else text


def masked_data(data: dict[str, Any], hidden: tuple[str, ...]) -> dict[str, Any]:
    """Return a document without what is hidden; keys, and what is of sealane's own vocabulary, stay."""
    return cast("dict[str, Any]", _without(data, _expression(hidden))) if hidden else data


def _expression(hidden: tuple[str, ...]) -> re.Pattern[str]:
    spelled = [(text, r"\s+".join(map(_spelled, text.split()))) for text in hidden]
    return re.compile("|".join(one if len(text) >= _LONG else rf"(?<!\w){one}(?!\w)" for text, one in spelled))


def _spelled(word: str) -> str:
    """Return a word as every form writes it; a longer text may be broken into lines at its spaces."""
    return _BETWEEN.join(f"(?:{re.escape(letter)}|{re.escape(escape(letter))}|&#{ord(letter)};)" for letter in word)


def _without(value: object, expression: re.Pattern[str]) -> object:
    if isinstance(value, str):
        return expression.sub(MASK, value)
    if isinstance(value, Mapping):
        return {key: one if key in _OURS and _plain(one) else _without(one, expression) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without(one, expression) for one in value]
    return value


def _plain(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
