"""Values over a socket, each as one message; the standard library's own takes longer to import than all else here."""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any, Final

_LENGTH: Final = struct.Struct("=Q")


class Channel:
    """One end of a pair of sockets, by which processes of one program send each other values."""

    def __init__(self, end: socket.socket) -> None:
        """Speak by a socket."""
        self._end = end

    def send(self, value: object) -> None:
        """Send a value."""
        self.send_bytes(pickle.dumps(value))

    def send_bytes(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._end.sendall(_LENGTH.pack(len(data)) + data)

    def receive(self) -> Any:  # noqa: ANN401 - whatever the other end sends
        """Wait for a value; raises `EOFError` when there is nobody any more."""
        return pickle.loads(self.receive_bytes())  # noqa: S301 - said by another process of this program

    def receive_bytes(self) -> bytes:
        """Wait for bytes."""
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        return self._exactly(length)

    def close(self) -> None:
        """Close this end."""
        self._end.close()

    def _exactly(self, length: int) -> bytes:
        data = bytearray()
        while len(data) < length:
            more = self._end.recv(min(length - len(data), 1 << 20))
            if not more:
                raise EOFError
            data += more
        return bytes(data)
