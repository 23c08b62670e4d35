"""Texts are measured so that none is wider than it is said to be, and cut so that they fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.drawing.layout.widths import fitted, width_of
from tests.thoroughness import examples

# Advance widths in DejaVu Sans, the widest of the usual fonts, in hundredths of its size, regular and bold.
_MEASURED = {
    "a": (62, 68),
    "W": (99, 111),
    "i": (28, 35),
    '"': (46, 53),
    "I": (30, 38),
    "m": (98, 105),
    "@": (100, 100),
    "7": (64, 70),
}


@pytest.mark.parametrize("letter", _MEASURED)
def test_no_letter_is_wider_than_the_table_says(letter: str) -> None:
    """What a browser measures of each kind of letter is at most what the table has, and not half of it."""
    regular, bold = _MEASURED[letter]
    assert regular <= width_of(letter, 100) < 2 * regular
    assert bold <= width_of(letter, 100, bold=True) < 2 * bold


@settings(max_examples=examples(60))
@given(st.text(max_size=60), st.floats(0, 300), st.booleans())
def test_fitted_text_fits_and_keeps_its_ends(text: str, room: float, bold: bool) -> None:  # noqa: FBT001 - an example
    """A text that fits stays whole; one that does not is cut to the room, with its end kept before its middle."""
    shown = fitted(text, room, 12, bold=bold)
    assert width_of(shown, 12, bold=bold) <= room
    if width_of(text, 12, bold=bold) <= room:
        assert shown == text
    elif shown:
        head, _, tail = shown.partition("\u2026")
        assert text.startswith(head)
        assert text.endswith(tail)
