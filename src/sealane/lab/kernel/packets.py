"""The packets of a probe, written and read: each says which flow it belongs to, and whether it asks or answers."""

from __future__ import annotations

import socket
import struct
from ipaddress import IPv4Address
from typing import Final

from sealane.lab.blueprint.addresses import Address
from sealane.records import dataclass

TCP, UDP, ICMP, ICMPV6 = 6, 17, 1, 58
_ASKS, _ANSWERS = b"sealane?", b"sealane!"
_SYN, _ACK = 0x02, 0x10
_TCP_HEADER: Final = struct.Struct("!HHIIBBHHH")
_UDP_HEADER: Final = struct.Struct("!HHHH")
_ICMP_HEADER: Final = struct.Struct("!BBHHH")
_MARK: Final = struct.Struct("!I")
_ECHO: Final = {ICMP: (8, 0), ICMPV6: (128, 129)}
# Where the checksum stands, for the kernel to fill it in where it does.
CHECKSUM: Final = {TCP: 16, UDP: 6}
_MODULUS: Final = 1 << 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """From where to where a packet goes; without ports, for protocols that have none, both are 0."""

    source: Address
    destination: Address
    source_port: int = 0
    port: int = 0

    @property
    def version(self) -> int:
        """The version of IP."""
        return 4 if isinstance(self.source, IPv4Address) else 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What a packet of a probe says: whose it is, whether it asks, and the ports that it carries."""

    mark: int
    asks: bool
    source_port: int = 0
    port: int = 0


def question(protocol: int, trip: Trip, mark: int) -> bytes:
    """Return the first packet of a flow, without the header of IP."""
    if protocol == TCP:
        return _tcp(trip, mark)
    if protocol in _ECHO:
        bare = _ICMP_HEADER.pack(_ECHO[protocol][0], 0, 0, mark & 0xFFFF, 1) + _MARK.pack(mark)
        sum_ = _checksum(bare) if protocol == ICMP else 0
        return bare[:2] + struct.pack("!H", sum_) + bare[4:]
    return _datagram(protocol, trip, _ASKS + _MARK.pack(mark))


def answer(protocol: int, trip: Trip, mark: int) -> bytes:
    """Return the answer, of the protocols whose answers the kernel does not give itself."""
    return _datagram(protocol, trip, _ANSWERS + _MARK.pack(mark))


def answered_by_kernel(protocol: int) -> bool:
    """Tell whether a kernel answers a protocol's questions, though it be by a refusal."""
    return protocol == TCP or protocol in _ECHO


def sign_of(protocol: int, packet: bytes) -> Sign | None:
    """Read a packet without the header of IP; `None` for one that is not of a probe."""
    if protocol == TCP:
        return _sign_of_tcp(packet)
    if protocol in _ECHO:
        if len(packet) != _ICMP_HEADER.size + _MARK.size or packet[0] not in _ECHO[protocol]:
            return None
        (mark,) = _MARK.unpack_from(packet, _ICMP_HEADER.size)
        return Sign(mark=mark, asks=packet[0] == _ECHO[protocol][0])
    ports = _UDP_HEADER.unpack_from(packet)[:2] if protocol == UDP else (0, 0)
    text = packet[_UDP_HEADER.size :] if protocol == UDP else packet
    if text[:-4] not in {_ASKS, _ANSWERS}:
        return None
    (mark,) = _MARK.unpack(text[-4:])
    return Sign(mark=mark, asks=text[:-4] == _ASKS, source_port=ports[0], port=ports[1])


def _sign_of_tcp(packet: bytes) -> Sign | None:
    source_port, port, sequence, acknowledged, _, flags, *_ = _TCP_HEADER.unpack_from(packet)
    if flags & _ACK:
        return Sign(mark=(acknowledged - 1) % _MODULUS, asks=False, source_port=source_port, port=port)
    if flags & _SYN:
        return Sign(mark=sequence, asks=True, source_port=source_port, port=port)
    return None


def _tcp(trip: Trip, mark: int) -> bytes:
    fields = (trip.source_port, trip.port, mark, 0, 5 << 4, _SYN, 64000)
    return _TCP_HEADER.pack(*fields, _of_transport(TCP, trip, _TCP_HEADER.pack(*fields, 0, 0)), 0)


def _datagram(protocol: int, trip: Trip, text: bytes) -> bytes:
    if protocol != UDP:
        return text
    fields = (trip.source_port, trip.port, _UDP_HEADER.size + len(text))
    return _UDP_HEADER.pack(*fields, _of_transport(UDP, trip, _UDP_HEADER.pack(*fields, 0) + text) or 0xFFFF) + text


def _of_transport(protocol: int, trip: Trip, packet: bytes) -> int:
    """Return a checksum that covers the addresses as well; of IPv6's the kernel takes care."""
    if trip.source.version == 6:  # noqa: PLR2004 - a version speaks for itself
        return 0
    pseudo = trip.source.packed + trip.destination.packed + struct.pack("!BBH", 0, protocol, len(packet))
    return _checksum(pseudo + packet)


def _checksum(data: bytes) -> int:
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data[: len(data) & ~1]))
    if len(data) % 2:
        total += data[-1] << 8
    while total > 0xFFFF:  # noqa: PLR2004 - 16 bits
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def without_header(version: int, packet: bytes) -> bytes:
    """Return a packet as a raw socket gives it, without the header of IP, which it gives of IPv4 alone."""
    return packet[(packet[0] & 0xF) * 4 :] if version == 4 else packet  # noqa: PLR2004 - as above


def family_of(version: int) -> socket.AddressFamily:
    """Return the socket family of a version of IP."""
    return socket.AF_INET if version == 4 else socket.AF_INET6  # noqa: PLR2004 - as above
