"""What a plain YAML scalar means in a template.

Whole numbers, fractions and booleans are seen as such, and keep the text they were written as. Everything else stays
text: dates, which `2010-09-09` and `2012-10-17` are in YAML 1.1, are taken for text by CloudFormation too; `yes` and
`on` become booleans where one is asked for.
"""

from __future__ import annotations

import re

_FIXED: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# More digits than any limit of AWS has stay text; so does what begins with a zero, as an account's number may.
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?[0-9]{1,20}\.[0-9]{1,20}")


def meaning(text: str) -> str | int | float | bool | None:
    """Resolve the text of a plain scalar."""
    if text in _FIXED:
        return _FIXED[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
