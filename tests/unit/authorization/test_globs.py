"""Containment and overlap of patterns agree with trying every short text."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.authorization.globs import contains, covers, glob, overlaps
from sealane.world.text import Hole

_PATTERNS = st.text(alphabet="ab*?", max_size=5)
# Long enough to tell any two patterns of five symbols apart; `c` is the letter that no pattern names.
_TEXTS = ["".join(letters) for length in range(7) for letters in product("abc", repeat=length)]


def language(pattern: str) -> set[str]:
    """List the short texts that match a pattern."""
    wanted = re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))
    return {text for text in _TEXTS if wanted.fullmatch(text)}


@given(_PATTERNS, _PATTERNS)
def test_covers_agrees_with_every_short_text(wide: str, narrow: str) -> None:
    """A pattern covers another exactly when no text matches the other alone."""
    assert covers(wide, narrow) == (language(narrow) <= language(wide))


@given(_PATTERNS, _PATTERNS)
def test_overlap_agrees_with_every_short_text(one: str, other: str) -> None:
    """Two patterns overlap exactly when some text matches both."""
    assert overlaps(glob(one), glob(other)) == bool(language(one) & language(other))


@given(_PATTERNS)
def test_star_covers_everything_and_everything_covers_itself(pattern: str) -> None:
    """Covering is reflexive and `*` is its greatest element."""
    assert covers("*", pattern)
    assert covers(pattern, pattern)


@given(_PATTERNS, _PATTERNS, _PATTERNS)
def test_covering_is_transitive(one: str, two: str, three: str) -> None:
    """What covers a pattern covers whatever that pattern covers."""
    if covers(one, two) and covers(two, three):
        assert covers(one, three)


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ("ecr:*", "ecr:Get*", True),
        ("ecr:Get*", "ecr:*", False),
        ("*Get*", "ecr:BatchGetImage", True),
        ("a*b*c", "a*c", False),
        ("a*c", "a*b*c", True),
        ("??*", "*??", True),
        ("?", "*", False),
        ("", "", True),
        ("", "?", False),
    ],
)
def test_covers_examples(wide: str, narrow: str, *, expected: bool) -> None:
    """Covering is about all texts, not about the look of the patterns."""
    assert covers(wide, narrow) is expected


def test_unknown_parts_are_neither_promised_nor_excluded() -> None:
    """A hole is covered by a star and by the same hole only; it overlaps whatever it could become."""
    known, other, nameless = Hole("later", token="t"), Hole("later", token="u"), Hole("later")
    assert contains(glob("a*"), ("a", known))
    assert contains(glob("a*"), ("a", nameless))
    assert contains(("a", known), ("a", known))
    assert not contains(("a", known), ("a", other))
    assert not contains(("a", nameless), ("a", nameless))
    assert not contains(glob("a?"), ("a", known))
    assert overlaps(glob("a?"), ("a", known))
    assert not overlaps(glob("b*"), ("a", known))


def test_hostile_pattern_ends() -> None:
    """A pattern made to blow up the automaton gets the careful answer in bounded time."""
    assert covers("*a" + "?" * 40, "*a" + "?" * 40) in {True, False}
    assert not covers("*a" + "?" * 60, "*")
