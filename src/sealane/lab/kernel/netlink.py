"""The kernel's own language for links, addresses and routes, many sentences to one call.

Written out here because it is small: a library that speaks it takes a third of a second to import and longer to write
one message than the kernel takes to obey it, and a lab has thousands of them.
"""

from __future__ import annotations

import errno
import os
import socket
import struct
from collections.abc import Iterable, Iterator
from typing import Final

from sealane.records import dataclass

# The part of the kernel that knows links, addresses and routes.
ROUTE: Final = 0
REQUEST: Final = 0x01
_ACK: Final = 0x04
_REPLACE: Final = 0x100
_EXCLUSIVE: Final = 0x200
_CREATE: Final = 0x400
CREATE: Final = REQUEST | _CREATE | _EXCLUSIVE
REPLACE: Final = REQUEST | _CREATE | _REPLACE

# What the kernel says when that which is to go is not there any more.
GONE: Final = frozenset(
    {errno.ESRCH, errno.ENOENT, errno.ENODEV, errno.EADDRNOTAVAIL, errno.ENXIO, errno.EINVAL, errno.EAFNOSUPPORT}
)
_NETLINK_ERROR: Final = 2
_HEADER: Final = struct.Struct("=IHHII")
_ATTRIBUTE: Final = struct.Struct("=HH")
_ERROR: Final = struct.Struct("=i")
# A quarter of what a socket's buffer takes by default, so that an answer always has room.
_BATCH: Final = 48_000
_ROOM: Final = 1 << 17
_NESTED: Final = 0x8000


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing asked of the kernel.

    `about` is for whoever reads the error; `forgiven` are the errors that mean that there was nothing to do.
    """

    kind: int
    flags: int
    body: bytes
    about: str
    forgiven: frozenset[int] = frozenset()


class Socket:
    """A socket to the kernel's netlink that stays in the network namespace in which it was made."""

    def __init__(self, protocol: int = ROUTE) -> None:
        """Open it in the calling thread's network namespace."""
        self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol)
        self._socket.bind((0, 0))
        self._sequence = 0

    def send(self, messages: Iterable[Message]) -> None:
        """Have messages obeyed in their order; raises for the first that is not."""
        for batch in _batches(messages):
            self._send(batch)

    def ask(self, message: Message) -> bytes:
        """Ask for one thing, and return what the kernel says of it."""
        self._sequence += 1
        header = _HEADER.pack(_HEADER.size + len(message.body), message.kind, message.flags, self._sequence, 0)
        self._socket.send(header + message.body)
        heard = self._socket.recv(_ROOM)
        if _HEADER.unpack_from(heard)[1] == _NETLINK_ERROR:
            code = -_ERROR.unpack_from(heard, _HEADER.size)[0]
            raise OSError(code, f"{os.strerror(code)}: {message.about}")
        return heard[_HEADER.size :]

    def close(self) -> None:
        """Close it."""
        self._socket.close()

    def _send(self, batch: list[Message]) -> None:
        """Ask for a receipt of the last alone: those before it are heard of only when they fail."""
        first, written = self._sequence + 1, bytearray()
        for number, message in enumerate(batch, first):
            flags = message.flags | (_ACK if number == first + len(batch) - 1 else 0)
            written += _HEADER.pack(_HEADER.size + len(message.body), message.kind, flags, number, 0) + message.body
        self._sequence = first + len(batch) - 1
        self._socket.send(written)
        failed: OSError | None = None
        for number, code in self._receipts(self._sequence):
            message = batch[number - first] if first <= number <= self._sequence else batch[-1]
            if code and code not in message.forgiven and failed is None:
                failed = OSError(code, f"{os.strerror(code)}: {message.about}")
        if failed is not None:
            raise failed

    def _receipts(self, last: int) -> Iterator[tuple[int, int]]:
        number = 0
        while number != last:
            heard = self._socket.recv(_ROOM)
            place = 0
            while place < len(heard):
                length, kind, _, number, _ = _HEADER.unpack_from(heard, place)
                if kind == _NETLINK_ERROR:
                    yield number, -_ERROR.unpack_from(heard, place + _HEADER.size)[0]
                place += _aligned(length)


def attribute(kind: int, value: bytes) -> bytes:
    """Return one attribute of a message."""
    length = _ATTRIBUTE.size + len(value)
    return _ATTRIBUTE.pack(length, kind) + value + bytes(_aligned(length) - length)


def attributes(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the attributes of a message."""
    place = 0
    while place < len(body):
        length, kind = _ATTRIBUTE.unpack_from(body, place)
        yield kind, body[place + _ATTRIBUTE.size : place + length]
        place += _aligned(length)


def nested(kind: int, value: bytes) -> bytes:
    """Return an attribute that consists of attributes."""
    return attribute(kind | _NESTED, value)


def text(kind: int, value: str) -> bytes:
    """Return an attribute that is a text."""
    return attribute(kind, value.encode() + b"\0")


def number(kind: int, value: int) -> bytes:
    """Return an attribute that is a number of 32 bits."""
    return attribute(kind, struct.pack("=I", value))


def _batches(messages: Iterable[Message]) -> Iterator[list[Message]]:
    batch: list[Message] = []
    length = 0
    for message in messages:
        batch.append(message)
        length += _HEADER.size + len(message.body)
        if length > _BATCH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _aligned(length: int) -> int:
    return (length + 3) & ~3
