"""A diff says exactly what changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.terraform.editing.diff import replacements, unified
from sealane.terraform.editing.edit import Edit, Overlap, edited
from tests.thoroughness import examples

_LINES = st.lists(
    st.sampled_from(["a", "- b", "+c", "--- a/x", "@@ -1 +1 @@", "\\ no", "", "ü\x0c", "d\r"]), max_size=12
)
_ENDS = st.sampled_from(["", "\n"])


def _text(lines: list[str], end: str) -> str:
    return "\n".join(lines) + end


@settings(max_examples=examples(150), deadline=None)
@given(_LINES, _LINES, _ENDS, _ENDS)
def test_replacements_make_the_change(old: list[str], new: list[str], old_end: str, new_end: str) -> None:
    """Whatever two texts are, what their diff replaces makes the one of the other."""
    before, after = _text(old, old_end), _text(new, new_end)
    kept = before.split("\n")
    lines = [f"{line}\n" for line in kept[:-1]] + ([kept[-1]] if kept[-1] else [])
    for one in sorted(replacements(unified(before, after, "x")), key=lambda one: -one.line):
        lines[one.line - 1 : one.line - 1 + one.count] = [one.text]
    made = "".join(lines)
    # A last line without its end is told by a remark, which a replacement leaves out.
    assert made in {after, f"{after}\n"}


def test_nothing_changed_is_no_diff() -> None:
    """Two equal texts have no diff."""
    assert unified("a\n", "a\n", "x") == ""


def test_last_line_without_end_is_marked() -> None:
    """A file that does not end its last line is changed as `patch` expects."""
    assert unified("a", "a\nb", "x").endswith(
        "-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n"
    )


def test_edits_that_meet_are_refused() -> None:
    """Edits are made each at its place; two of one piece are an error."""
    assert edited("abcd", [Edit(start=3, end=3, text="-"), Edit(start=0, end=1, text="A")]) == "Abc-d"
    with pytest.raises(Overlap):
        edited("abcd", [Edit(start=0, end=2, text="x"), Edit(start=1, end=3, text="y")])


def test_what_is_put_in_begins_with_its_block() -> None:
    """A block that is put behind one like it is shown from its first line, and not from the middle of the other."""
    one = 'resource "a" "one" {\n  kind = "x"\n  size = 1\n}\n'
    before, after = f"{one}\nend\n", f"{one}\n{one.replace('one', 'two')}\nend\n"
    added = [line for line in unified(before, after, "x").splitlines() if line.startswith("+")][1:]
    assert added == ['+resource "a" "two" {', '+  kind = "x"', "+  size = 1", "+}", "+"]
