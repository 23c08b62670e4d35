"""Tables and marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sealane.report.style import Style, table, visible_length

ROWS = [("NAME", "TYPE", "WHY"), ("ecr.api", "Interface", "login"), ("s3", "Gateway", "layers of the image")]


def test_columns_line_up() -> None:
    """Every column begins where its header begins."""
    lines = table(ROWS, Style(width=80)).splitlines()
    assert [line.index(word) for line, word in zip(lines, ("TYPE", "Interface", "Gateway"), strict=True)] == [9, 9, 9]


def test_a_narrow_terminal_gets_blocks() -> None:
    """A table wider than the terminal becomes one block a row, and no value is lost."""
    text = table(ROWS, Style(width=20))
    assert all(cell in text for row in ROWS[1:] for cell in row)
    assert len(text.splitlines()) == 6


def test_colour_does_not_count_as_width() -> None:
    """Painted cells line up as plain ones do."""
    style = Style(colour=True, width=80)
    painted = [("A", "B"), (style.paint("x", "red"), "y"), ("longer", "z")]
    lines = table(painted, style).splitlines()
    assert visible_length(lines[1].split("y")[0]) == visible_length(lines[2].split("z")[0])


@given(st.lists(st.tuples(st.text("ab ", max_size=30), st.text("cd", max_size=30)), max_size=5), st.integers(40, 200))
def test_no_cell_is_ever_cut(rows: list[tuple[str, str]], width: int) -> None:
    """Whatever the width, each value of the table is in the text."""
    text = table([("ONE", "TWO"), *rows], Style(width=width))
    assert all(cell.strip() in text for row in rows for cell in row)
