"""What a plain YAML scalar means, by the core schema of YAML 1.2.

One thing is narrower than the core schema: a number with leading zeros (`012`) stays text, because in a spec it is
a version or an account id. `no`, `on`, `22:22` and `1_000` are text in YAML 1.2 anyway.
https://yaml.org/spec/1.2.2/#103-core-schema
"""

from __future__ import annotations

import re

_FIXED: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
# A whole number of more digits than any AWS limit has is kept as text, so that nothing is ever rounded.
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_OCTAL = re.compile(r"0o[0-7]{1,18}")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"(?=.*[.eE])[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")
_LONGEST_FLOAT = 40
_FIRST = frozenset("0123456789+-.~nNtTfF")


def meaning(text: str) -> str | int | float | bool | None:
    """Resolve the text of a plain (unquoted) scalar."""
    if text and text[0] not in _FIRST:
        return text
    if text in _FIXED:
        return _FIXED[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text, 8)
    if _HEX.fullmatch(text):
        return int(text, 16)
    if _FLOAT.fullmatch(text) and len(text) <= _LONGEST_FLOAT:
        return float(text)
    return text
