"""The form of a file of packets that names the interface of each: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-04.html."""

from __future__ import annotations

import struct
from typing import BinaryIO, Final

_SECTION, _INTERFACE, _PACKET = 0x0A0D0D0A, 1, 6
_BYTE_ORDER: Final = 0x1A2B3C4D
_ETHERNET: Final = 1
_WHOLE: Final = 0
_NAME, _RESOLUTION, _FLAGS, _END = 2, 9, 2, 0
_NANOSECONDS: Final = 9
_INBOUND, _OUTBOUND = 1, 2


class Writer:
    """Writes packets into a file as they come."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin a file."""
        self._file = file
        self._interfaces: dict[str, int] = {}
        self._block(_SECTION, struct.pack("=IHHq", _BYTE_ORDER, 1, 0, -1))

    def write(self, interface: str, when: int, frame: bytes, *, outbound: bool) -> None:
        """Write one packet that an interface saw, so many nanoseconds after 1970."""
        if interface not in self._interfaces:
            self._interfaces[interface] = len(self._interfaces)
            options = _option(_NAME, interface.encode()) + _option(_RESOLUTION, bytes([_NANOSECONDS])) + _option(_END)
            self._block(_INTERFACE, struct.pack("=HHI", _ETHERNET, 0, _WHOLE) + options)
        length = len(frame)
        head = (self._interfaces[interface], when >> 32, when & 0xFFFFFFFF, length, length)
        flags = _option(_FLAGS, struct.pack("=I", _OUTBOUND if outbound else _INBOUND)) + _option(_END)
        self._block(_PACKET, struct.pack("=IIIII", *head) + _padded(frame) + flags)

    def _block(self, kind: int, body: bytes) -> None:
        length = struct.pack("=I", len(body) + 12)
        self._file.write(struct.pack("=I", kind) + length + body + length)


def _option(kind: int, value: bytes = b"") -> bytes:
    return struct.pack("=HH", kind, len(value)) + _padded(value)


def _padded(value: bytes) -> bytes:
    return value + bytes(-len(value) % 4)
