"""What happened on the wire, as the other side saw it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from typing import Final

from sealane.verdicts.observation import Exchange

_PATIENCE: Final = 0.5


class Exchanges:
    """The exchanges so far, in order; many threads may write and read."""

    def __init__(self) -> None:
        """Start empty."""
        self._exchanges: list[Exchange] = []
        self._under_way = 0
        self._changed = threading.Condition()

    def add(self, exchange: Exchange) -> None:
        """Append one."""
        with self._changed:
            self._exchanges.append(exchange)

    @contextlib.contextmanager
    def under_way(self) -> Iterator[None]:
        """Let readers know that an exchange is about to be told."""
        with self._changed:
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def mark(self) -> int:
        """Return a mark for `since`."""
        with self._changed:
            return len(self._exchanges)

    def since(self, mark: int = 0) -> tuple[Exchange, ...]:
        """Return what was told after a mark.

        A client has its answer a moment before it is told here, so what is under way is waited for; not for long,
        because some of it hangs for good.
        """
        deadline = time.monotonic() + _PATIENCE
        with self._changed:
            while self._under_way and (left := deadline - time.monotonic()) > 0:
                self._changed.wait(left)
            return tuple(self._exchanges[mark:])

    def wire(self) -> Callable[[], tuple[Exchange, ...]]:
        """Mark this moment, and return what then tells the exchanges since."""
        mark = self.mark()
        return lambda: self.since(mark)
