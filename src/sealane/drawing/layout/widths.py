"""How wide a text is at most, in whatever of the usual sans-serif fonts it is shown, and a text made to fit.

Measured in DejaVu Sans, the widest of the fonts that systems take for `sans-serif`, in hundredths of the font's size.
"""

from __future__ import annotations

from typing import Final

_CLASSES: Final = {
    31: "'ijl",
    36: "I ,./:;\\f|",
    42: "!()-[]rt·",
    48: '"',
    54: "*J`sz",
    60: "?L_ckvxy",
    66: "$0123456789FTabdeghnopqu{}",
    72: "ABEKPSVXYZ\u00d7",
    78: "&CDGHNRU",
    84: "#+<=>OQ^w~",
    90: "M",
    96: "%",
    102: "@Wm…",
}
_WIDTHS: Final = {letter: width for width, letters in _CLASSES.items() for letter in letters}
# What the table does not have may be of any script; this is a picture's width, the widest that fonts have.
_ANY: Final = 140
_BOLD: Final = 1.23
_ELLIPSIS: Final = "…"
# Of a name that is cut, its end tells more than its middle: `module.net….this["ecr.api"]`.
_HEAD: Final = 0.3


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text that no usual font exceeds."""
    width = sum(_WIDTHS.get(letter, _ANY) for letter in text) * size / 100
    return width * _BOLD if bold else width


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a text that fits into a room: whole, or with its middle left out."""
    if width_of(text, size, bold=bold) <= room:
        return text
    for kept in range(len(text) - 1, 0, -1):
        head = round(kept * _HEAD)
        cut = text[:head].rstrip() + _ELLIPSIS + text[len(text) - (kept - head) :].lstrip()
        if width_of(cut, size, bold=bold) <= room:
            return cut
    return _ELLIPSIS if width_of(_ELLIPSIS, size, bold=bold) <= room else ""
