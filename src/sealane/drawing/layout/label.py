"""A text with its place."""

from __future__ import annotations

import enum
from typing import Final

from sealane.drawing.layout.box import Box
from sealane.drawing.layout.widths import fitted, width_of
from sealane.records import dataclass

ASCENT: Final = 0.8
DESCENT: Final = 0.25


class Tone(enum.StrEnum):
    """How a text is written."""

    TITLE = "title"
    NAME = "name"
    PLAIN = "plain"
    QUIET = "quiet"


SIZES: Final = {Tone.TITLE: 16.0, Tone.NAME: 12.5, Tone.PLAIN: 12.0, Tone.QUIET: 11.0}
_BOLD: Final = frozenset({Tone.TITLE, Tone.NAME})


class Anchor(enum.StrEnum):
    """Which point of a text its place is."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line; `x` is where its anchor is, `y` its base line. `whole` is what was meant where it was cut."""

    text: str
    x: float
    y: float
    tone: Tone = Tone.PLAIN
    anchor: Anchor = Anchor.START
    whole: str = ""

    @property
    def size(self) -> float:
        """The size of its font."""
        return SIZES[self.tone]

    @property
    def bold(self) -> bool:
        """Whether it is written in bold."""
        return self.tone in _BOLD

    @property
    def box(self) -> Box:
        """The room that it takes at most."""
        width = width_of(self.text, self.size, bold=self.bold)
        left = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[self.anchor]
        height = self.size * (ASCENT + DESCENT)
        return Box(x=self.x - left, y=self.y - self.size * ASCENT, w=width, h=height)


def label(text: str, x: float, y: float, room: float, tone: Tone = Tone.PLAIN, anchor: Anchor = Anchor.START) -> Label:
    """Return a text made to fit into a room."""
    shown = fitted(text, room, SIZES[tone], bold=tone in _BOLD)
    return Label(text=shown, x=x, y=y, tone=tone, anchor=anchor, whole=text if shown != text else "")


def wanted(text: str, tone: Tone = Tone.PLAIN) -> float:
    """Return the room that a text takes when it is not cut."""
    return width_of(text, SIZES[tone], bold=tone in _BOLD)
