"""The form of a file of packets that names the interface of each: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-04.html."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address
from typing import BinaryIO, Final

from sealane.lab.blueprint.addresses import Address
from sealane.records import dataclass

_SECTION, _INTERFACE, _NAMES, _PACKET = 0x0A0D0D0A, 1, 4, 6
_BYTE_ORDER: Final = 0x1A2B3C4D
_ETHERNET: Final = 1
_WHOLE: Final = 0
_NAME, _RESOLUTION, _FLAGS, _END = 2, 9, 2, 0
_NANOSECONDS: Final = 9
_INBOUND, _OUTBOUND = 1, 2
_DIRECTION: Final = 0b11
_IPV4, _IPV6 = 1, 2
_LEAST: Final = 12
_HEAD: Final = struct.Struct("=IIIII")


class Writer:
    """Writes packets into a file as they come."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin a file."""
        self._file = file
        self._interfaces: dict[str, int] = {}
        self._block(_SECTION, struct.pack("=IHHq", _BYTE_ORDER, 1, 0, -1))

    def name(self, address: Address, name: str) -> None:
        """Say whose an address is."""
        kind = _IPV4 if isinstance(address, IPv4Address) else _IPV6
        self._block(_NAMES, _option(kind, address.packed + name.encode() + b"\0") + _option(_END))

    def write(self, interface: str, when: int, frame: bytes, *, outbound: bool) -> None:
        """Write one packet that an interface saw, so many nanoseconds after 1970."""
        if interface not in self._interfaces:
            self._interfaces[interface] = len(self._interfaces)
            options = _option(_NAME, interface.encode()) + _option(_RESOLUTION, bytes([_NANOSECONDS])) + _option(_END)
            self._block(_INTERFACE, struct.pack("=HHI", _ETHERNET, 0, _WHOLE) + options)
        length = len(frame)
        head = (self._interfaces[interface], when >> 32, when & 0xFFFFFFFF, length, length)
        flags = _option(_FLAGS, struct.pack("=I", _OUTBOUND if outbound else _INBOUND)) + _option(_END)
        self._block(_PACKET, _HEAD.pack(*head) + _padded(frame) + flags)

    def _block(self, kind: int, body: bytes) -> None:
        length = struct.pack("=I", len(body) + _LEAST)
        self._file.write(struct.pack("=I", kind) + length + body + length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Whose an address is, from here on in the file."""

    address: Address
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A packet, and whether it came in by the interface that saw it."""

    frame: bytes
    inbound: bool


def read(file: BinaryIO) -> Iterator[Named | Kept]:
    """Yield what a `Writer` wrote; a file that is still being written ends with its last whole block.

    Raises:
        ValueError: it is no such file.

    """
    head = file.read(_LEAST)
    if len(head) < _LEAST or struct.unpack("=III", head)[::2] != (_SECTION, _BYTE_ORDER):
        msg = "the file does not begin as one of packets that this machine wrote"
        raise ValueError(msg)
    file.seek(0)
    while len(front := file.read(8)) == 8:  # noqa: PLR2004 (a kind and a length)
        kind, length = struct.unpack("=II", front)
        body = file.read(length - 8)
        if len(body) < length - 8:
            return
        if kind == _NAMES:
            yield from (_named(number, value) for number, value in _options(body, 0) if number in {_IPV4, _IPV6})
        elif kind == _PACKET:
            size = _HEAD.unpack_from(body)[3]
            flags = dict(_options(body, _HEAD.size + size + -size % 4)).get(_FLAGS, bytes(4))
            direction = struct.unpack("=I", flags)[0] & _DIRECTION
            yield Kept(frame=body[_HEAD.size : _HEAD.size + size], inbound=direction != _OUTBOUND)


def _named(kind: int, value: bytes) -> Named:
    size = 4 if kind == _IPV4 else 16
    address = IPv4Address(value[:size]) if kind == _IPV4 else IPv6Address(value[:size])
    return Named(address=address, name=value[size:].split(b"\0")[0].decode(errors="replace"))


def _options(body: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    while place + 4 <= len(body):
        kind, length = struct.unpack_from("=HH", body, place)
        if kind == _END:
            return
        yield kind, body[place + 4 : place + 4 + length]
        place += 4 + length + -length % 4


def _option(kind: int, value: bytes = b"") -> bytes:
    return struct.pack("=HH", kind, len(value)) + _padded(value)


def _padded(value: bytes) -> bytes:
    return value + bytes(-len(value) % 4)
