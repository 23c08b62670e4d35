"""Texts that are known, and texts with parts that are not: an ARN before the apply that mints its random suffix."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.values import Unknown, Unread


@dataclass(frozen=True, slots=True)
class Hole:
    """A part of a text that is not known.

    Two holes with the same non-empty `token` stand for the same text, whatever it turns out to be.
    `plain` promises that it holds no colon and no wildcard, as an account id or a Region.
    """

    reason: str
    token: str = ""
    plain: bool = False

    def __str__(self) -> str:
        """Write the hole so that nobody takes it for text."""
        return f"«{self.token or self.reason}»"


@dataclass(frozen=True, slots=True)
class Partial:
    """A text of which some parts are not known, in order."""

    parts: tuple[str | Hole, ...]

    def __str__(self) -> str:
        """Write the parts one after the other."""
        return "".join(str(part) for part in self.parts)


Text = str | Partial


def unknown_text(value: Unknown | Unread, token: str = "") -> Partial:
    """Make a text of which nothing is known."""
    return Partial((Hole(reason=value.reason, token=token),))


def parts_of(text: Text) -> tuple[str | Hole, ...]:
    """Return the parts of any text."""
    return (text,) if isinstance(text, str) else text.parts
