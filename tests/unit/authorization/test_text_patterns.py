"""Tests made of patterns say what the automata say, which know nothing of equalities, beginnings and expressions."""

from __future__ import annotations

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from sealane.authorization.arn_patterns import arn_test, matches_parts, read_arn_pattern, stays_within_parts
from sealane.authorization.context import Context, context_of
from sealane.authorization.elements.resource import read_resources
from sealane.authorization.globs import contains, glob
from sealane.authorization.templates import matches, read_template
from sealane.authorization.text_patterns import any_test, text_test
from sealane.world.text import Partial

_PATTERNS = st.text(alphabet="ab.*?", max_size=7)
_TEXTS = st.text(alphabet="ab.\n", max_size=7)
_PARTS = st.sampled_from(["", "a", "b", "ab", "*", "a*", "*b", "?", "a?b*"])
_ARN_PATTERNS = st.lists(_PARTS, min_size=6, max_size=8).map(":".join)
_ARNS = st.lists(st.sampled_from(["", "a", "b", "ab", "aab"]), min_size=1, max_size=8).map(":".join)
_EMPTY = context_of({})


def says(pattern: str, text: str) -> bool:
    """Ask the automata whether a pattern matches a text."""
    return contains(glob(pattern), tuple(text))


@given(_PATTERNS, _TEXTS)
def test_one_pattern(pattern: str, text: str) -> None:
    """The test of a pattern is true of exactly the texts that the pattern contains."""
    event(str(text_test(pattern)(text)))
    assert text_test(pattern)(text) is says(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        *(("a*a", "a", False), ("a*a", "aa", True), ("ab*ba", "aba", False), ("ab*ba", "abba", True)),
        *(("*", "", True), ("?", "", False), ("a*b*b", "ab", False), ("a*?", "a", False), ("a*?", "a\n", True)),
    ],
)
def test_beginning_and_end_do_not_share(pattern: str, text: str, expected: bool) -> None:  # noqa: FBT001
    """What stands before a star and what stands after it take characters of their own."""
    assert text_test(pattern)(text) is expected is says(pattern, text)
    assert any_test([pattern])(text) is expected


@given(st.lists(_PATTERNS, max_size=5), _TEXTS)
def test_many_patterns(patterns: list[str], text: str) -> None:
    """One test of many patterns is true when one of them is, and never when there is none."""
    assert any_test(patterns)(text) is any(says(pattern, text) for pattern in patterns)


@given(_ARN_PATTERNS, _ARNS)
def test_pattern_of_arns(pattern: str, text: str) -> None:
    """The test of a pattern of ARNs is true when each of the six parts matches alone."""
    wanted, found = pattern.split(":", 5), text.split(":", 5)
    expected = len(found) == 6 and all(says(one, other) for one, other in zip(wanted, found, strict=True))
    event(str(expected))
    assert arn_test(pattern)(text) is expected
    assert any_test([pattern, "x:x:x:x:x:x"], arn_test)(text) is expected


@given(_ARN_PATTERNS, _ARNS)
def test_pattern_that_stays_within_parts(pattern: str, text: str) -> None:
    """Where no star can cross a colon, part by part and as a whole are the same, once no question mark can either."""
    if stays_within_parts(pattern) and "*" in pattern:
        assert arn_test(pattern)(text) is says(pattern, text)


@pytest.mark.parametrize("pattern", ["", "*", "arn:aws:s3", "arn:aws:s3::*"])
def test_short_pattern_of_arns(pattern: str) -> None:
    """A pattern with fewer than six parts is refused, and one with six is not."""
    with pytest.raises(ValueError, match="is not an ARN"):
        arn_test(pattern)
    assert arn_test("arn:aws:s3:::*")("arn:aws:s3:::b")


def _slowly(text: str, context: Context, pattern: str, *, arn: bool) -> bool | None:
    """Match a pattern with variables by its symbols, for which the text is made one of several parts."""
    in_parts = Partial(tuple(text))
    if arn:
        return matches_parts(read_arn_pattern(pattern, variables=True), in_parts, context)
    return matches(read_template(pattern, variables=True, wildcards=True), in_parts, context)


@given(st.sampled_from(["a", "ab", "b:a", "", "*", "a?"]), _PATTERNS, _TEXTS)
def test_variables_are_filled(value: str, pattern: str, text: str) -> None:
    """A variable that is filled with a plain text gives what the comparison symbol by symbol gives."""
    context = context_of({"a:b": value})
    whole = f"{pattern}${{a:b}}*"
    answer = matches(read_template(whole, variables=True, wildcards=True), text, context)
    assert answer is _slowly(text, context, whole, arn=False)


@given(st.sampled_from(["a", "ab", "b:a", "", "a:b:a:b:a:b"]), st.one_of(_ARN_PATTERNS, st.just("")), _ARNS)
def test_variables_of_arns_are_filled(value: str, pattern: str, text: str) -> None:
    """The same is true of patterns of ARNs, whatever colons the value brings along."""
    context = context_of({"a:b": value})
    whole = f"{pattern}${{a:b}}"
    answer = matches_parts(read_arn_pattern(whole, variables=True), text, context)
    assert answer is _slowly(text, context, whole, arn=True)


def test_escaped_characters_are_no_wildcards() -> None:
    """`${*}`, `${?}` and `${$}` stand for the character alone."""
    template = read_template("a${*}b${?}${$}*", variables=True, wildcards=True)
    assert matches(template, "a*b?$xyz", _EMPTY) is True
    assert matches(template, "axb?$xyz", _EMPTY) is False
    assert matches(template, "a*bx$xyz", _EMPTY) is False
    beside = read_template("${*}${a:b}*", variables=True, wildcards=True)
    assert matches(beside, "*xyz", context_of({"a:b": "x"})) is True
    assert matches(beside, "yxyz", context_of({"a:b": "x"})) is False


@given(st.lists(_ARN_PATTERNS, min_size=1, max_size=3), _ARNS, st.booleans())
def test_resources_together(patterns: list[str], text: str, inverted: bool) -> None:  # noqa: FBT001
    """Many resources say what each says alone, the surest first, and `NotResource` the opposite."""
    element = read_resources(tuple(patterns), inverted=inverted, variables=True)
    alone = [read_resources((one,), inverted=inverted, variables=True).matches(text, _EMPTY) for one in patterns]
    answer = element.matches(text, _EMPTY)
    if (not inverted) in alone and not inverted:
        assert answer is True
    elif inverted and False in alone:
        assert answer is False
    else:
        assert (answer is inverted) is all(one is inverted for one in alone)


def test_hard_pattern_ends() -> None:
    """Many stars against a long text that almost matches is answered, though trying every way would take for ever."""
    assert not text_test("*a" * 30 + "*b?c")("a" * 3000)
    assert text_test("*a" * 30 + "*b?c")("a" * 3000 + "bxc")
