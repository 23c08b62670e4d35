"""A certain answer about a text that is known in part holds for every text it may turn out to be."""

from __future__ import annotations

from hypothesis import event, given
from hypothesis import strategies as st

from sealane.authorization.arn_patterns import matches_parts, read_arn_pattern
from sealane.authorization.context import context_of
from sealane.authorization.elements.resource import read_resources
from sealane.authorization.templates import matches, read_template
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unknown

_WORDS = st.text(alphabet="ab:*?", max_size=3)
_LITERALS = st.text(alphabet="ab:", max_size=3)
_EMPTY = context_of({})


def filled(text: Partial, value: str) -> str:
    """Put a value into every hole."""
    return "".join(part if isinstance(part, str) else value for part in text.parts)


def partials(words: st.SearchStrategy[str], token: str) -> st.SearchStrategy[Partial]:
    """Draw texts with one hole."""
    return st.tuples(words, st.just(Hole("later", token=token)), words).map(Partial)


@given(_WORDS, partials(_LITERALS, ""), _LITERALS)
def test_subject_with_a_hole(pattern: str, subject: Partial, value: str) -> None:
    """What is said of a text with a hole is true of the text with any filling."""
    template = read_template(pattern, variables=False, wildcards=True)
    answer = matches(template, subject, _EMPTY)
    event(str(answer))
    assert answer in {None, matches(template, filled(subject, value), _EMPTY)}


@given(partials(_WORDS, "t"), partials(_LITERALS, "t"), _LITERALS)
def test_pattern_and_subject_with_the_same_hole(pattern: Partial, subject: Partial, value: str) -> None:
    """What is said of a pattern and a text with the same hole is true of both with the same filling."""
    answer = matches(read_template(pattern, variables=False, wildcards=True), subject, _EMPTY)
    event(str(answer))
    whole = read_template(filled(pattern, value), variables=False, wildcards=True)
    assert answer in {None, matches(whole, filled(subject, value), _EMPTY)}


_ARN_PARTS = st.sampled_from(["a", "b", "*", "a*", "?"])
_ARN_PATTERNS = st.lists(_ARN_PARTS, min_size=3, max_size=5).map(lambda parts: "arn:aws:s:" + ":".join(parts))
_FILLINGS = st.sampled_from(["", "a", "b:a", "a:b:a", "ab"])


@given(_ARN_PATTERNS, st.lists(st.sampled_from(["a", "b", "ab"]), min_size=3, max_size=4), st.data())
def test_arn_with_a_hole(pattern: str, parts: list[str], data: st.DataObject) -> None:
    """What is said of an ARN with a hole, part by part or as a resource, is true of the ARN with any filling."""
    place = data.draw(st.integers(0, len(parts) - 1))
    before = "arn:aws:s:" + "".join(f"{part}:" for part in parts[:place])
    after = "".join(f":{part}" for part in parts[place + 1 :])
    subject: Text = Partial((before, Hole("later"), after))
    value = data.draw(_FILLINGS)
    template = read_arn_pattern(pattern, variables=False)
    answer = matches_parts(template, subject, _EMPTY)
    assert answer in {None, matches_parts(template, before + value + after, _EMPTY)}
    element = read_resources((pattern,), inverted=False, variables=False)
    open_answer = element.matches(subject, _EMPTY)
    event(str(open_answer) if isinstance(open_answer, bool) else "open")
    closed_answer = element.matches(before + value + after, _EMPTY)
    # A wildcard that would have to cross a colon leaves even a whole text open.
    assert not isinstance(open_answer, bool) or closed_answer == open_answer or not isinstance(closed_answer, bool)


@given(_WORDS, _LITERALS, _LITERALS)
def test_variable_that_is_not_known(pattern: str, subject: str, value: str) -> None:
    """What is said while a variable's value is unknown is true of every value it may have."""
    template = read_template(pattern + "${a:b}", variables=True, wildcards=True)
    answer = matches(template, subject, context_of({"a:b": Unknown("later")}))
    assert answer in {None, matches(template, subject, context_of({"a:b": Known(value)}))}
    assert answer in {None, matches(template, subject, context_of({"a:b": Known(())}))}
