"""Patterns of ARNs: the parts between the first five colons are compared one by one, the rest as a whole.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
"""

from __future__ import annotations

from functools import lru_cache

from sealane.authorization.context import Context
from sealane.authorization.globs import Symbol, Symbols, Wild, contains, overlaps
from sealane.authorization.templates import (
    Template,
    compare,
    expression_of,
    filled,
    letters_of,
    read_template,
    resolved,
    without_variables,
)
from sealane.authorization.text_patterns import Test, is_wild, text_test
from sealane.world.text import Hole, Text

COLONS = 5


def read_arn_pattern(text: Text, *, variables: bool) -> Template:
    """Read a pattern of ARNs.

    Raises:
        ValueError: when it has fewer than six parts, or a variable is not written as AWS documents it.

    """
    if without_variables(text, variables=variables):
        return Template(text, variables=False, wildcards=True, test=arn_test(text))
    template = read_template(text, variables=variables, wildcards=True)
    if template.test is None:
        return template
    _require(template.symbols.count(":"), template.source)
    return Template(text, variables=variables, wildcards=True, test=expression_of(template.symbols, COLONS))


@lru_cache(maxsize=4096)
def arn_test(pattern: str) -> Test:
    """Make the test of a pattern of ARNs without variables; a wildcard stays within its part, except in the last.

    Raises:
        ValueError: when it has fewer than six parts.

    """
    require_parts(pattern)
    parts = pattern.split(":", COLONS)
    wild = [is_wild(part) for part in parts]
    if not any(wild[:COLONS]):
        return text_test(pattern)
    tests = tuple((place, text_test(part)) for place, part in enumerate(parts) if part != "*")

    def test(text: str) -> bool:
        found = text.split(":", COLONS)
        if len(found) <= COLONS:
            return False
        # A loop, because a generator would cost more than the tests.
        for place, one in tests:  # noqa: SIM110
            if not one(found[place]):
                return False
        return True

    return test


def require_parts(pattern: str) -> None:
    """Refuse a pattern without variables that is no ARN.

    Raises:
        ValueError: when it has fewer than six parts.

    """
    _require(pattern.count(":"), pattern)


def stays_within_parts(pattern: str) -> bool:
    """Tell whether a pattern means the same when its wildcards may cross colons, as far as anybody asks that.

    A wildcard before the fifth colon may mean more; without a star in the pattern, that is not asked.
    """
    head, star, _ = pattern.partition("*")
    if not star or ("?" not in head and head.count(":") >= COLONS):
        return True
    return not any(is_wild(part) for part in pattern.split(":", COLONS)[:COLONS])


def matches_parts(template: Template, subject: Text, context: Context) -> bool | None:
    """Tell whether an ARN matches a pattern part by part; `None` when unknown parts decide."""
    if isinstance(subject, str):
        if template.test is not None:
            return template.test(subject)
        whole = filled(template, context)
        if whole is not None and whole.count(":") >= COLONS and subject.count(":") >= COLONS:
            return arn_test(whole)(subject)
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


def _require(colons: int, source: str) -> None:
    if colons < COLONS:
        message = f"{source!r} is not an ARN: it has {colons + 1} parts of six"
        raise ValueError(message)
