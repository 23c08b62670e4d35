"""Text of others is made harmless, and text that is harmless stays as it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.report.escape import html, json_safe, literal, markdown, markdown_block, markdown_code, visible

ANY = st.text(alphabet=st.characters(), max_size=30)


@given(ANY)
def test_visible_text_is_one_line_without_controls(text: str) -> None:
    """No control, no separator of lines, no override of direction and no half character is left."""
    shown = visible(text)
    assert not set(shown) & {*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0)), "\u2028", "\u202e", "\u200b"}
    shown.encode()


@pytest.mark.parametrize("text", ["aws_vpc.main", 'module.a["ü"].b', "日本語", "naïve …", "a|b`c"])
def test_harmless_text_stays(text: str) -> None:
    """What can be seen is not changed."""
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\x1b[31m", "\\x1b[31m"), ("a\nb\tc", "a\\nb\\tc"), ("\u202e", "\\u202e"), ("\U000e0041", "\\U000e0041")],
)
def test_what_is_hidden_is_written_as_its_escape(text: str, expected: str) -> None:
    """Each kind of hidden character can be recognised."""
    assert visible(text) == expected


@given(ANY)
def test_a_literal_ends_where_it_should(text: str) -> None:
    """Between its backticks a literal has no other."""
    assert literal(text).count("`") == 2


@given(ANY)
def test_code_is_not_ended_by_what_it_holds(text: str) -> None:
    """The fence of a span or a block is longer than any run of backticks within."""
    span, block = markdown_code(text), markdown_block(text, "text")
    fence = len(span) - len(span.lstrip("`"))
    assert "`" * fence not in span[fence:-fence].replace(" " * len(span), "") or not text.strip()
    lines = block.splitlines()
    assert all(not line.lstrip().startswith(lines[-1]) for line in lines[1:-1])


@given(ANY)
def test_json_means_the_same_and_shows_nothing_hidden(text: str) -> None:
    """Made safe, a document reads back as it was."""
    safe = json_safe(json.dumps({"a": text}, ensure_ascii=False, indent=2))
    assert json.loads(safe) == {"a": text}
    assert safe.replace("\n", "") == visible(safe.replace("\n", ""))


def test_mentions_are_parted_and_other_signs_kept() -> None:
    """A sign before a name is parted from it, in Markdown and in HTML; alone it is left alone."""
    assert markdown("@team") == "@&#8203;team"
    assert "@team" not in html("@team")
    assert markdown("a @ b") == "a @ b"
