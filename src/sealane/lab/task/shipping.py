"""A container's output on its way to CloudWatch Logs, through whatever the task's space can reach.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from sealane.lab.task.connections import Caller
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.signing import Service, called
from sealane.lab.task.supply import Keys
from sealane.records import dataclass

_EVENTS: Final = 10_000
_BYTES: Final = 1_048_576
_OVERHEAD: Final = 26
_LONGEST: Final = 256 * 1024 - _OVERHEAD
_KEPT: Final = 10 * 1024 * 1024
_EVERY: Final = 0.25
_ATTEMPTS: Final = 5
_PAUSE: Final = 0.5

Put = Callable[[list[dict[str, object]]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Where a container's output goes, and as whom."""

    caller: Caller
    keys: Callable[[], Keys]
    service: Service
    group: str
    name: str

    def put(self, events: list[dict[str, object]]) -> None:
        """Send one batch.

        Raises:
            CallFailed: it did not arrive.

        """
        batch = {"logGroupName": self.group, "logStreamName": self.name, "logEvents": events}
        called(self.caller, self.keys(), self.service, "PutLogEvents", batch)


class Shipper:
    """Takes lines at any speed and sends them in batches; what finds no place in its memory is counted and lost.

    That is the driver's non-blocking mode, AWS's default:
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
    """

    def __init__(self, put: Put, clock: Callable[[], float] = time.time) -> None:
        """Start sending with `put`."""
        self._put = put
        self._clock = clock
        self._waiting: list[tuple[int, str]] = []
        self._held = 0
        self.lost = 0
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="log-shipper", daemon=True)
        self._thread.start()

    def write(self, line: bytes) -> None:
        """Take one line, without its end."""
        moment = int(self._clock() * 1000)
        text = line.decode("utf-8", errors="replace")
        for start in range(0, len(text) or 1, _LONGEST // 4):
            part = text[start : start + _LONGEST // 4]
            with self._changed:
                if not part or self._held + len(part) > _KEPT:
                    self.lost += bool(part)
                    continue
                self._waiting.append((moment, part))
                self._held += len(part)

    def close(self, seconds: float = 10.0) -> None:
        """Send what is left, for at most some seconds."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._changed:
                closing = self._changed.wait_for(lambda: self._closing, timeout=_EVERY)
                waiting, self._waiting, self._held = self._waiting, [], 0
            for batch in batches(waiting):
                self._send(batch)
            if closing and not self._waiting:
                return

    def _send(self, batch: list[dict[str, object]]) -> None:
        for attempt in range(_ATTEMPTS):
            try:
                return self._put(batch)
            except CallFailed as error:
                # A refusal will be one again; the network may heal.
                if not error.transport or self._closing:
                    break
                time.sleep(_PAUSE * 2**attempt)
        self.lost += len(batch)
        return None


def batches(lines: list[tuple[int, str]]) -> list[list[dict[str, object]]]:
    """Cut lines into batches as large as the API takes: 10,000 events, 1 MiB with 26 bytes for each event."""
    found: list[list[dict[str, object]]] = []
    room = 0
    for moment, text in lines:
        size = len(text.encode()) + _OVERHEAD
        if not found or size > room or len(found[-1]) >= _EVENTS:
            found.append([])
            room = _BYTES
        found[-1].append({"timestamp": moment, "message": text})
        room -= size
    return found
