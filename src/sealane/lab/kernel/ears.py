"""Sockets that hear every packet of a space."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from collections.abc import Iterator
from typing import Final

from sealane.lab.kernel.lab import Lab
from sealane.records import dataclass

_EVERYTHING: Final = 0x0003
_OUTGOING: Final = 4
_WHOLE: Final = 1 << 17
_RCVBUFFORCE: Final = 33
_BUFFER: Final = 64 << 20
_TIMESTAMP: Final = 35
_TIME: Final = struct.Struct("=qq")
_PACKET_LEVEL, _STATISTICS = 263, 6
_TALLY: Final = struct.Struct("=II")
_LOOPBACK: Final = "lo"
_SECOND: Final = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A packet that passed a device of a space, so many nanoseconds after 1970; `leaving` is from the space's view."""

    device: str
    when: int
    frame: bytes
    leaving: bool


class Ear:
    """Hears every packet of a space, on all of its devices but the loopback."""

    def __init__(self, lab: Lab, space: str) -> None:
        """Begin to hear."""
        self.space = space
        with lab.inside(space):
            self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_EVERYTHING))
        self._socket.settimeout(0)
        with contextlib.suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, _RCVBUFFORCE, _BUFFER)
        self._socket.setsockopt(socket.SOL_SOCKET, _TIMESTAMP, 1)

    def fileno(self) -> int:
        """Return the descriptor to wait on."""
        return self._socket.fileno()

    def heard(self) -> Iterator[Heard]:
        """Yield what was heard since."""
        while True:
            try:
                frame, control, _, address = self._socket.recvmsg(_WHOLE, socket.CMSG_SPACE(_TIME.size))
            except BlockingIOError:
                return
            device, _, kind, *_ = address
            if device != _LOOPBACK:
                yield Heard(device=device, when=_when(control), frame=frame, leaving=kind == _OUTGOING)

    def lost(self) -> int:
        """Tell how many packets came faster than they were heard, since this was last asked."""
        lost: int = _TALLY.unpack(self._socket.getsockopt(_PACKET_LEVEL, _STATISTICS, _TALLY.size))[1]
        return lost

    def close(self) -> None:
        """Hear no more."""
        self._socket.close()


def _when(control: list[tuple[int, int, bytes]]) -> int:
    for level, kind, data in control:
        if level == socket.SOL_SOCKET and kind == _TIMESTAMP:
            seconds, nanoseconds = _TIME.unpack(data)
            when: int = seconds * _SECOND + nanoseconds
            return when
    return time.time_ns()
