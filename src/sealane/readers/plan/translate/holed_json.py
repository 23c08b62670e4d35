"""JSON texts with holes: decoded as a whole, each hole again in its place."""

from __future__ import annotations

from typing import Final

from sealane.grammar.patterns import pattern
from sealane.readers.plan.translate.settings import joined
from sealane.records import dataclass
from sealane.world.text import Hole, Text, parts_of

# Characters that Unicode leaves to private use stand around the number of a hole while the text is decoded.
_MARK: Final = pattern("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class Holed:
    """A text in which numbers stand for its holes."""

    text: str
    holes: tuple[Hole, ...]

    @classmethod
    def of(cls, text: Text) -> Holed:
        """Number the holes of a text."""
        if isinstance(text, str):
            return cls(text, ())
        holes: list[Hole] = []
        written = []
        for part in parts_of(text):
            if isinstance(part, Hole):
                written.append(f"\ue000{len(holes)}\ue001")
                holes.append(part)
            else:
                written.append(part)
        return cls("".join(written), tuple(holes))


@dataclass(frozen=True, slots=True)
class Read:
    """What gives decoded texts their holes back."""

    holed: Holed

    def text(self, value: object) -> Text:
        """Return a decoded value as text; one that is absent is empty."""
        if value is None:
            return ""
        if not isinstance(value, str):
            return str(value).lower() if isinstance(value, bool) else str(value)
        if not self.holed.holes:
            return value
        parts: list[str | Hole] = []
        place = 0
        for match in _MARK.finditer(value):
            if int(match[1]) >= len(self.holed.holes):
                continue
            if match.start() > place:
                parts.append(value[place : match.start()])
            parts.append(self.holed.holes[int(match[1])])
            place = match.end()
        if place < len(value) or not parts:
            parts.append(value[place:])
        return joined(parts)
