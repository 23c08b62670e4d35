"""What is read line by line is what PyYAML reads, with the same places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.errors import InputError
from sealane.spec.document_tree import tree_of
from sealane.spec.places import Path as At
from sealane.spec.simple_tree import simple_tree
from sealane.spec.starter import starter
from sealane.spec.tree import Tree
from tests.thoroughness import examples

CASES = Path(__file__).parents[2] / "cases"
SPECS = sorted(CASES.glob("*_specs/*/spec.yaml"))

_SIGNS = list("ab1 0.-_/+@:#'\"~<>&*!|%`,[]{}?=\\\t\u00e9\u2026\u0085\u2028\ufeff\u00a0\n")
WORDS = st.one_of(
    st.sampled_from(
        [
            *("demo/app:1.0", "256", "1.10", "0x1F", "012", "true", "null", "~", "no", "a:b", "a:", "-", "--", "---"),
            *(
                "...",
                "'it'",
                '"a b"',
                '"a\\nb"',
                "''",
                '""',
                "'a''b'",
                "#x",
                "a#b",
                "a b",
                "<<",
                "*a",
                "&a",
                "!x",
                "@a",
            ),
            *("[a]", "{}", "|", ">", "%", "?", ": ", "key: value", "- a", "2026-01-01", "=", ".5", "1e3", "+1", "-1"),
        ]
    ),
    st.text(st.sampled_from(_SIGNS), max_size=4),
)
KEYS = st.one_of(st.sampled_from(["a", "b", "c", "name", "x.y", "A-B", "_", "services", "true", "<<", "1"]), WORDS)
GAPS = st.sampled_from(["", " ", " ", " ", "  "])
ENDS = st.sampled_from(["", "", "", "", " ", " # why", " #", "# no", "\t", " a", "\r"])
INDENTS = st.sampled_from(["", "", "  ", "  ", "    ", " ", "   ", "\t"])
LINES = st.one_of(
    st.tuples(INDENTS, KEYS, st.just(":"), GAPS, WORDS, ENDS).map("".join),
    st.tuples(INDENTS, KEYS, st.just(":"), ENDS).map("".join),
    st.tuples(INDENTS, st.just("-"), GAPS, WORDS, ENDS).map("".join),
    st.tuples(INDENTS, ENDS).map("".join),
    st.tuples(INDENTS, WORDS).map("".join),
)
TEXTS = st.tuples(st.lists(LINES, max_size=8).map("\n".join), st.sampled_from(["", "\n"])).map("".join)

NAMES = st.text(st.sampled_from("abcxyz_"), min_size=1, max_size=3)
VALUES = st.sampled_from(["demo/app:1.0", "256", "1.10", "true", "'it is'", '"a # b"', "x", "arn:aws:s3:::b/c"])


def _blocks(depth: int) -> st.SearchStrategy[list[str]]:
    """Return the lines of mappings that are right: nested, with lists, comments and empty lines among them."""
    scalar = st.tuples(NAMES, VALUES, ENDS.filter(lambda end: end in {"", " ", " # why"}))
    entry: st.SearchStrategy[list[str]] = scalar.map(lambda found: [f"{found[0]}: {found[1]}{found[2]}"])
    listed = st.tuples(NAMES, st.lists(VALUES, min_size=1, max_size=3), st.sampled_from(["", "  "])).map(
        lambda found: [f"{found[0]}:", *(f"{found[2]}- {value}" for value in found[1])]
    )
    other = st.sampled_from([["# a comment"], [""], ["      # far in"]])
    kinds = [entry, entry, listed, other]
    if depth:
        inner = st.tuples(NAMES, _blocks(depth - 1), st.sampled_from(["  ", "    ", " "]))
        kinds.append(inner.map(lambda found: [f"{found[0]}:", *(f"{found[2]}{line}" for line in found[1])]))
    return st.lists(st.one_of(kinds), min_size=1, max_size=4).map(
        lambda parts: [line for part in parts for line in part]
    )


def _wounded(lines: list[str], more: list[tuple[int, str]], signs: list[tuple[int, str]]) -> str:
    """Return the lines as a text, with further lines and signs put in at some places."""
    for place, line in more:
        lines.insert(place % (len(lines) + 1), line)
    text = "\n".join(lines)
    for place, sign in signs:
        at = place % (len(text) + 1)
        text = text[:at] + sign + text[at:]
    return text


PLACES = st.integers(0, 200)
WOUNDED = st.builds(
    _wounded,
    _blocks(2),
    st.lists(st.tuples(PLACES, LINES), max_size=2),
    st.lists(st.tuples(PLACES, st.sampled_from(_SIGNS)), max_size=2),
)


def plain(tree: Tree) -> tuple[Any, ...]:
    """Return everything that a tree says, with paths in the place of identities."""
    marks: dict[At, Any] = {}
    sources: dict[At, str] = {}

    def walk(value: Any, path: At) -> None:  # noqa: ANN401 - a document
        if isinstance(value, (dict, list)):
            marks[path] = tree.marks[id(value)][1]
            for key, part in value.items() if isinstance(value, dict) else enumerate(value):
                if (id(value), key) in tree.sources:
                    sources[(*path, key)] = tree.sources[id(value), key]
                walk(part, (*path, key))

    walk(tree.root, ())
    kept = len(tree.marks), len(tree.sources)
    return repr(tree.root), tree.root, marks, sources, kept, tree.problems, tree.broken


def by_pyyaml(text: str) -> tuple[Any, ...] | None:
    """Return what PyYAML's events say, or nothing when the text is refused."""
    try:
        return plain(tree_of(text, "f"))
    except InputError:
        return None


@settings(max_examples=examples(200))
@given(st.one_of(TEXTS, WOUNDED, WOUNDED, WOUNDED))
def test_whatever_is_taken_means_the_same_to_pyyaml(text: str) -> None:
    """Lines of any kind: where the simple reader answers, PyYAML accepts the text and gives the same tree."""
    found = simple_tree(text)
    assert found is None or plain(found) == by_pyyaml(text)


@settings(max_examples=examples(100))
@given(_blocks(3).map("\n".join))
def test_everyday_texts_are_taken(text: str) -> None:
    """Block mappings with lists, quotes and comments are read, unless a key is empty or written twice."""
    found, theirs = simple_tree(text), by_pyyaml(text)
    if found is not None:
        assert plain(found) == theirs
    else:
        assert theirs is None or theirs[1] is None or theirs[5]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_the_specs_of_the_cases_mean_the_same(path: Path) -> None:
    """Right or wrong, a spec has the same tree both ways."""
    text = path.read_text(encoding="utf-8")
    found = simple_tree(text)
    assert found is None or plain(found) == by_pyyaml(text)


def test_what_init_writes_is_taken() -> None:
    """The file that `sealane init` writes, comments and all, is read line by line."""
    text = starter(image="demo/app:1.0", name="app", region="us-east-1")
    found = simple_tree(text)
    assert found is not None
    assert found.root == yaml.safe_load(text)
