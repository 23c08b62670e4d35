"""Patterns of ARNs: the parts between the first five colons are compared one by one, the rest as a whole.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
"""

from __future__ import annotations

import re
from dataclasses import replace

from sealane.authorization.context import Context
from sealane.authorization.globs import Symbol, Symbols, Wild, contains, overlaps
from sealane.authorization.templates import (
    Template,
    Variable,
    compare,
    letters_of,
    read_template,
    resolved,
)
from sealane.world.text import Hole, Text

COLONS = 5


def read_arn_pattern(text: Text, *, variables: bool) -> Template:
    """Read a pattern of ARNs.

    Raises:
        ValueError: when it has fewer than six parts, or a variable is not written as AWS documents it.

    """
    template = read_template(text, variables=variables, wildcards=True)
    colons = template.symbols.count(":")
    if colons < COLONS and template.regex is not None:
        message = f"{template.source!r} is not an ARN: it has {colons + 1} parts of six"
        raise ValueError(message)
    return template if template.regex is None else replace(template, regex=_strict(template.symbols))


def matches_parts(template: Template, subject: Text, context: Context) -> bool | None:
    """Tell whether an ARN matches a pattern part by part; `None` when unknown parts decide."""
    if template.regex is not None and isinstance(subject, str):
        return template.regex.fullmatch(subject) is not None
    pattern = resolved(template, context)
    if pattern is None:
        return False
    letters = letters_of(subject)
    wanted, found = split_parts(pattern), split_parts(letters)
    if wanted is None or found is None:
        literal = not any(isinstance(symbol, Wild) for symbol in pattern)
        if literal and contains(pattern, letters):
            return True
        return None if overlaps(pattern, letters) else False
    answers = [compare(left, right) for left, right in zip(wanted, found, strict=True)]
    if False in answers:
        return False
    return None if None in answers else True


def split_parts(symbols: Symbols) -> tuple[Symbols, ...] | None:
    """Split at the first five colons; `None` when there are fewer, or a hole before them may hold one."""
    parts: list[Symbols] = []
    part: list[Symbol] = []
    for place, symbol in enumerate(symbols):
        if symbol == ":":
            parts.append(tuple(part))
            part = []
            if len(parts) == COLONS:
                return (*parts, symbols[place + 1 :])
        elif isinstance(symbol, Hole) and not symbol.plain:
            return None
        else:
            part.append(symbol)
    return None


def _strict(symbols: tuple[Symbol | Variable, ...]) -> re.Pattern[str]:
    """Make a regular expression whose wildcards stay within their part, except in the last."""
    colons = 0
    found = []
    for symbol in symbols:
        if isinstance(symbol, Wild):
            inside = "[^:]" if colons < COLONS else "."
            found.append(inside if symbol is Wild.ONE else inside + "*")
        else:
            colons += symbol == ":"
            found.append(re.escape(str(symbol)))
    return re.compile("".join(found), re.DOTALL)
