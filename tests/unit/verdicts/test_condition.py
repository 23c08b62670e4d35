"""Truths of three values follow Kleene's logic, and their order means nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sealane.verdicts.condition import (
    Condition,
    Every,
    KeyTest,
    Negation,
    Some,
    TextMatch,
    Truth,
    Undecided,
    all_of,
    any_of,
    doubts_of,
    either,
    negate,
)
from sealane.verdicts.decision import conditions_of, outcome_of

_NAMES = ("p", "q")
_LEAVES: st.SearchStrategy[Truth] = st.sampled_from([True, False, *(Undecided(name) for name in _NAMES)])


def _grown(inner: st.SearchStrategy[Truth]) -> st.SearchStrategy[Truth]:
    several = st.lists(inner, max_size=3)
    return st.one_of(
        several.map(all_of), several.map(any_of), inner.map(negate), st.builds(either, inner, inner, inner)
    )


_TRUTHS = st.recursive(_LEAVES, _grown, max_leaves=8)


def valued(truth: Truth, facts: dict[str, bool]) -> bool:
    """Work a truth out with every open fact decided."""
    match truth:
        case bool():
            return truth
        case Undecided(what=name):
            return facts[name]
        case Negation(of=inner):
            return not valued(inner, facts)
        case Every(of=parts):
            return all(valued(part, facts) for part in parts)
        case Some(of=parts):
            return any(valued(part, facts) for part in parts)
        case _:
            raise AssertionError(truth)


_FACTS = st.fixed_dictionaries({name: st.booleans() for name in _NAMES})


@given(st.lists(_TRUTHS, max_size=4), _FACTS)
def test_connectives_mean_what_they_say(truths: list[Truth], facts: dict[str, bool]) -> None:
    """However the open facts are decided, the connectives agree with those of two values."""
    assert valued(all_of(truths), facts) == all(valued(truth, facts) for truth in truths)
    assert valued(any_of(truths), facts) == any(valued(truth, facts) for truth in truths)


@given(_TRUTHS, _TRUTHS, _TRUTHS, _FACTS)
def test_choice_means_what_it_says(question: Truth, yes: Truth, no: Truth, facts: dict[str, bool]) -> None:
    """A choice is one answer or the other, as its question is decided, and a negation is the opposite."""
    expected = valued(yes, facts) if valued(question, facts) else valued(no, facts)
    assert valued(either(question, yes, no), facts) == expected
    assert valued(negate(question), facts) != valued(question, facts)


@given(st.permutations([Undecided("p"), Undecided("q"), Undecided("r")]))
def test_order_means_nothing(conditions: list[Condition]) -> None:
    """Conditions in any order are the same condition, listed in the same order."""
    truth = all_of(conditions)
    assert truth == all_of(sorted(conditions, key=str))
    assert [str(part) for part in conditions_of(truth)] == ["p", "q", "r"]


def test_answers_are_named() -> None:
    """Each truth has its outcome, and only an open one has conditions."""
    assert [outcome_of(truth).value for truth in (True, False, Undecided("p"))] == ["allowed", "denied", "unknown"]
    assert conditions_of(True) == ()  # noqa: FBT003 - a truth is the subject


def test_conditions_read_as_sentences() -> None:
    """A condition is shown as a policy's reader would say it."""
    test = KeyTest("aws:SourceVpc", "StringEquals", ("vpc-1", "vpc-2"), "until apply")
    match = TextMatch("Resource", "arn:x", "arn:*")
    assert str(test) == "StringEquals aws:SourceVpc vpc-1 or vpc-2"
    assert str(any_of((test, match))) == f"({match}) or ({test})"
    assert str(all_of((negate(test), match))) == f"(Resource arn:* matches arn:x) and (not ({test}))"


def test_doubts_are_leaves() -> None:
    """What is not known is told fact by fact, whatever connectives and negations join the facts."""
    one, other = Undecided("one"), Undecided("other")
    joined = either(one, all_of((one, other)), negate(other))
    assert not isinstance(joined, bool)
    assert set(doubts_of(joined)) == {one, other}
    assert list(doubts_of(one)) == [one]
