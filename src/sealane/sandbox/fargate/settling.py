"""Waiting until changes are over: they come in crowds, and each reading of an account takes its time; pure."""

from __future__ import annotations

from typing import Final

CALM: Final = 1.0
"""Seconds without a change after which they count as over."""

PATIENCE: Final = 5.0
"""Seconds after which nobody waits for calm any longer."""


class Settling:
    """Counts changes, as somebody else numbers them."""

    def __init__(self, number: int) -> None:
        """Begin where the count stands."""
        self._number = number
        self._first = self._last = 0.0
        self._open = False

    def due(self, number: int, now: float) -> bool:
        """Take the count as it stands now, and tell, once, that changes are over."""
        if number != self._number:
            self._number, self._last = number, now
            self._first = self._first if self._open else now
            self._open = True
        over = self._open and (now - self._last >= CALM or now - self._first >= PATIENCE)
        self._open = self._open and not over
        return over
