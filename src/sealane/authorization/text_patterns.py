"""Patterns as tests of whole texts: what most policies ask is an equality or a beginning, and costs no more than that.

`*` stands for any text and `?` for any one character:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
These tests are for patterns and texts that are known in full; `globs` answers for the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

Test = Callable[[str], bool]


def is_wild(pattern: str) -> bool:
    """Tell whether a pattern has a wildcard."""
    return "*" in pattern or "?" in pattern


@lru_cache(maxsize=4096)
def text_test(pattern: str) -> Test:
    """Make the test of one pattern."""
    if not is_wild(pattern):
        return pattern.__eq__
    head, _, tail = pattern.partition("*")
    if "?" in head or is_wild(tail):
        return _by_expression(pattern)
    if not tail:
        return lambda text: text.startswith(head)
    shortest = len(head) + len(tail)
    return lambda text: len(text) >= shortest and text.startswith(head) and text.endswith(tail)


def any_test(patterns: Iterable[str], test_of: Callable[[str], Test] = text_test) -> Test:
    """Make one test of many patterns: is there one that matches?

    `test_of` makes the test of a pattern that is neither a plain text nor the beginning of one.
    """
    texts: set[str] = set()
    beginnings: list[str] = []
    tests: list[Test] = []
    for pattern in patterns:
        beginning = pattern.removesuffix("*")
        if "*" in beginning or "?" in beginning:
            tests.append(test_of(pattern))
        elif len(beginning) == len(pattern):
            texts.add(pattern)
        else:
            beginnings.append(beginning)
    if "" in beginnings:
        return lambda _text: True
    return _joined(frozenset(texts), tuple(beginnings), tuple(tests))


def _joined(texts: frozenset[str], beginnings: tuple[str, ...], tests: tuple[Test, ...]) -> Test:
    if not tests and not beginnings:
        return texts.__contains__
    if not tests and not texts:
        return lambda text: text.startswith(beginnings)

    def test(text: str) -> bool:
        if text in texts or text.startswith(beginnings):
            return True
        # A loop, because a generator would cost more than most of the tests.
        for one in tests:  # noqa: SIM110
            if one(text):
                return True
        return False

    return test


def _by_expression(pattern: str) -> Test:
    """Make a test by a regular expression, which is compiled only when a text begins as the pattern does."""
    head = re.split(r"[*?]", pattern, maxsplit=1)[0]

    def test(text: str) -> bool:
        return text.startswith(head) and _expression(pattern).fullmatch(text) is not None

    return test


@lru_cache(maxsize=4096)
def _expression(pattern: str) -> re.Pattern[str]:
    """Return the expression of a pattern.

    What stands between two stars is taken where it first fits and never tried elsewhere, so no text takes long.
    """
    first, *others = [_literal(part) for part in pattern.split("*")]
    if not others:
        return re.compile(first, re.DOTALL)
    middle = "".join(f"(?>.*?{part})" for part in others[:-1])
    return re.compile(f"{first}{middle}.*{others[-1]}", re.DOTALL)


def _literal(part: str) -> str:
    return ".".join(re.escape(text) for text in part.split("?"))
