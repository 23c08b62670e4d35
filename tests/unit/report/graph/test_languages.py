"""Mermaid and DOT: what is written is what their grammars allow, holds every arrow, and no name can break out of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sealane.drawing.picture import Picture
from sealane.report.escape import visible
from sealane.report.graph import dot, mermaid
from sealane.report.graph.dot import as_dot
from sealane.report.graph.mermaid import as_mermaid
from sealane.verdicts.verdict import Verdict
from tests.thoroughness import examples
from tests.unit.drawing.pictures import pictures
from tests.unit.report.graph.dot_grammar import read_dot
from tests.unit.report.graph.mermaid_grammar import read_mermaid
from tests.unit.report.graph.stories import FORMS, STORIES, rendered

CASES = Path(__file__).parents[3] / "cases" / "graph_forms"


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("file", FORMS)
def test_story_is_drawn_as_its_case_has_it(story: str, file: str) -> None:
    """A language says of a story what the committed file does (`tests/tools/write_graph_cases.py` writes it)."""
    assert rendered(story, file) == (CASES / story / file).read_text(encoding="utf-8")


def test_every_case_is_drawn() -> None:
    """No folder of a story is left without its test."""
    assert {path.name for path in CASES.iterdir()} == set(STORIES)


@settings(max_examples=examples(6), deadline=None)
@given(pictures())
def test_both_languages_are_read_back_with_the_same_links(picture: Picture) -> None:
    """Whatever a picture holds, both texts follow their grammar, and tell of the same nodes and links."""
    chart, graph = read_mermaid(as_mermaid(picture)), read_dot(as_dot(picture))
    assert {name: attributes["label"] for name, attributes in graph.nodes.items()} == chart.nodes
    assert [(start, end, look.get("label", "")) for start, end, look in graph.edges] == chart.links
    assert {name.removeprefix("cluster_"): label for name, label in graph.clusters.items()} == chart.clusters
    assert {end for start, end, _ in chart.links} | {start for start, _, _ in chart.links} <= set(chart.nodes)
    looks = [look.get("style", "") for _, _, look in graph.edges]
    assert {number for number, look in enumerate(looks) if look} == chart.styled


@settings(max_examples=examples(60))
@given(st.text(max_size=30).map(visible))
@example('"]; end')
@example("1. a list")
@example("#quot; `x` **b** %%{init: {}}%%")
@example('back\\slash \\" \\N')
def test_any_text_is_read_back_from_its_quotes(text: str) -> None:
    """A label in quotes is read back as it was, in both languages, and ends where it ends."""
    found = read_dot(f"digraph g {{ a [label={dot.quoted(text)}] }}").nodes["a"]["label"]
    assert found == text
    line = f"a[{mermaid.quoted(text)}]"
    assert read_mermaid(f"%% t\nflowchart LR\n{line}").nodes == {"a": text}


def test_unquoted_text_is_refused() -> None:
    """The readers do not take what would break out: a bare quote, an open box, a node twice."""
    for wrong in ('digraph g { a [label="x"y"] }', "digraph g { a [label=x }", "digraph g { a a }", "digraph g { } b"):
        with pytest.raises((ValueError, IndexError)):
            read_dot(wrong)
    for wrong in ('a["x"y"]', 'subgraph a["x"]', "end", 'a["`x`"]', "a --> b; click a"):
        with pytest.raises(ValueError, match=r"flowchart|closed"):
            read_mermaid(f"%% t\nflowchart LR\n{wrong}")


def test_what_is_sensitive_is_in_no_text() -> None:
    """A text that the source marks as sensitive is written nowhere."""
    picture = STORIES["healthy"]()
    hidden = replace(picture, masked=("vpc-main",))
    for write in FORMS.values():
        assert "vpc-main" in write(picture)
        assert "vpc-main" not in write(hidden)


def test_verdicts_are_told_without_colour() -> None:
    """What fails has a cross, what is not known a question mark, and both are drawn with another line."""
    chart = read_mermaid(as_mermaid(STORIES["broken"]()))
    marks = {text[0] for _, _, text in chart.links if text}
    assert marks == {"\u2713", "\u2717", "?"}
    assert {chart.links[number][2][0] for number in chart.styled} == {"\u2717", "?"}
    healthy = read_mermaid(as_mermaid(STORIES["healthy"]()))
    assert ({text[0] for _, _, text in healthy.links if text}, healthy.styled) == ({"\u2713"}, set())
    assert STORIES["healthy"]().verdict is Verdict.HOLDS
