"""What a function in an enclosure says to its caller, and hears from it."""

from __future__ import annotations

import contextlib
import pickle
import threading
import traceback
from typing import Any

from sealane.errors import EnvironmentFailure, Problem, SealaneError
from sealane.lab.kernel.channel import Channel


class Wire:
    """The worker's end of the channel; any of its threads may say something."""

    def __init__(self, channel: Channel) -> None:
        """Speak by a channel."""
        self._channel = channel
        self._alone = threading.Lock()

    def say(self, value: object) -> None:
        """Send something that the caller receives."""
        self._send("said", value)

    def hear(self) -> Any:  # noqa: ANN401 - whatever the caller sends
        """Wait for what the caller sends; raises `EOFError` when there is nobody any more."""
        return self._channel.receive()

    def returned(self, value: object) -> None:
        """Send what the function returned."""
        self._send("returned", value)

    def raised(self, error: BaseException) -> None:
        """Send what the function raised; what pickle cannot carry goes as a problem with the same words."""
        trace = "".join(traceback.format_exception(error))
        if not isinstance(error, SealaneError):
            error.add_note(f"in the enclosure: {trace}")
        with contextlib.suppress(OSError):
            try:
                pickle.loads(pickle.dumps(error))  # noqa: S301 - our own words
                self._send("raised", error)
            except Exception:  # noqa: BLE001 - whatever an exception's own methods do
                self._send("raised", EnvironmentFailure(Problem(code="lab-failed", what=trace)))

    def close(self) -> None:
        """Close this copy of the end."""
        self._channel.close()

    def _send(self, kind: str, value: object) -> None:
        with self._alone:
            self._channel.send((kind, value))
