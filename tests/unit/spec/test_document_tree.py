"""Reading YAML text: scalars by YAML 1.2, bounds, and both of PyYAML's parsers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sealane.errors import InputError, Place, Problem
from sealane.spec.document_tree import FASTEST, tree_of
from sealane.spec.load import load
from sealane.spec.scalars import meaning

CASES = Path(__file__).parents[2] / "cases"
SPECS = sorted(path for folder in ("wrong_specs", "doubtful_specs") for path in (CASES / folder).glob("*/*.yaml"))


def outcome(text: str, parser: type[Any]) -> object:
    """Return what a parser makes of a text: a tree, or the code and place of what it refuses."""
    try:
        tree = tree_of(text, "f", parser=parser)
    except InputError as error:
        return [(problem.code, problem.place) for problem in error.problems]
    return tree.root, sorted(tree.sources.values()), tree.problems, tree.broken


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("22:22", "22:22"),
        ("012", "012"),
        ("1_000", "1_000"),
        ("123456789012", 123456789012),
        ("9" * 40, "9" * 40),
        ("2026-01-01", "2026-01-01"),
        ("0o17", 15),
        ("0x1F", 31),
        ("-7", -7),
        ("1.10", 1.1),
        (".5e3", 500.0),
        ("1e400", "1e400"),
        (".inf", ".inf"),
        ("True", True),
        ("tRue", "tRue"),
        ("NULL", None),
        ("", None),
    ],
)
def test_plain_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    """The surprises of YAML 1.1 are texts, and nothing is rounded or overflows."""
    found = meaning(text)
    assert found == value
    assert type(found) is type(value)


def test_quotes_and_tags_make_a_text() -> None:
    """What is quoted, or tagged as text, is never a number."""
    root = tree_of("a: '1'\nb: \"true\"\nc: !!str 1.10\nd: |\n  null\n", "f").root
    assert root == {"a": "1", "b": "true", "c": "1.10", "d": "null\n"}


def test_nesting_is_bounded_before_it_costs_anything() -> None:
    """A hundred thousand brackets are refused at the forty-first."""
    with pytest.raises(InputError) as caught:
        tree_of("[" * 100_000, "f")
    assert caught.value.problems[0].code == "spec-too-deep"
    assert caught.value.problems[0].place == Place(file="f", line=1, column=41)


def test_aliases_are_counted_as_what_they_stand_for() -> None:
    """Ten lines that stand for ten thousand million values are refused."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(InputError) as caught:
        tree_of("\n".join(lines), "f")
    assert caught.value.problems[0].code == "spec-too-large"


def test_aliases_cannot_nest_deeper_than_brackets() -> None:
    """Depth is that of the document with every alias followed."""
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 60))]
    with pytest.raises(InputError) as caught:
        tree_of("\n".join(lines), "f")
    assert caught.value.problems[0].code == "spec-too-deep"


def test_an_anchor_cannot_hold_itself() -> None:
    """A cycle is refused instead of followed."""
    with pytest.raises(InputError) as caught:
        tree_of("a: &a [1, *a]", "f")
    assert caught.value.problems[0].place == Place(file="f", line=1, column=11)


def test_a_file_of_millions_of_characters_is_refused_unread() -> None:
    """Length is looked at first."""
    with pytest.raises(InputError) as caught:
        tree_of("#" * 4_000_001, "f")
    assert caught.value.problems[0].code == "spec-too-large"


@pytest.mark.parametrize("parser", [FASTEST, yaml.Loader])
@pytest.mark.parametrize("sign", ["\0", "\x07", "\ud800"])
def test_a_character_that_yaml_forbids_is_placed(sign: str, parser: type[Any]) -> None:
    """The place counts characters, not bytes."""
    with pytest.raises(InputError) as caught:
        tree_of(f"a: ü\nb: ünï{sign}\n", "f", parser=parser)
    assert caught.value.problems[0].code == "spec-syntax"
    assert caught.value.problems[0].place == Place(file="f", line=2, column=7)
    assert f"U+{ord(sign):04X}" in caught.value.problems[0].what


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_parsers_read_alike(path: Path) -> None:
    """Without libyaml a spec means the same; of broken YAML only the place may differ."""
    text = path.read_text(encoding="utf-8")
    fast, slow = outcome(text, FASTEST), outcome(text, yaml.Loader)
    if isinstance(fast, list) and isinstance(slow, list):
        assert [code for code, _ in fast] == [code for code, _ in slow]
    else:
        assert fast == slow


def refused(text: str) -> tuple[Problem, ...]:
    """Return why a text is refused, nothing when it is not; any other exception is the test's failure."""
    try:
        load(text, "f")
    except InputError as error:
        return error.problems
    return ()


@given(st.text())
def test_any_text_is_a_spec_or_a_placed_refusal(text: str) -> None:
    """Nothing but `InputError` ever comes out, and each of its problems has a place."""
    assert all(problem.place is not None for problem in refused(text))


YAML_LIKE = st.lists(
    st.sampled_from(
        [
            *"[]{}:,-?&*!|>'\"%@`#\n \t~\ufeffü\0",
            *(": ", "- ", "\n  ", "\n    ", "&a ", "*a", "<<: ", "!!str ", "...", "---"),
            *("a", "image", "services", "app", "cpu", "network", "zones", "256", "1.10", "true", "null"),
        ]
    ),
    max_size=40,
).map("".join)


@given(YAML_LIKE)
def test_any_heap_of_yaml_signs_is_a_spec_or_a_refusal(text: str) -> None:
    """Text made of YAML's own signs breaks neither parser."""
    for parser in (FASTEST, yaml.Loader):
        outcome(text, parser)
    assert all(problem.place is not None for problem in refused(text))
