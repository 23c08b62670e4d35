"""Raw sockets: they see what was delivered in a space, after every gate, and send from any address of it."""

from __future__ import annotations

import contextlib
import errno
import socket
import struct
from ipaddress import IPv4Address, IPv6Address
from typing import Final

from sealane.lab.blueprint.addresses import Address
from sealane.lab.kernel.packets import CHECKSUM, family_of, without_header

_IP_PKTINFO: Final = 8
_IPV6_CHECKSUM: Final = 7
_IPV6_FREEBIND: Final = 78
_CONTROL: Final = socket.CMSG_SPACE(20)
_BUFFER: Final = 1 << 22
# What a packet meets that does not leave: a gate, no route, a route into nothing.
_STOPPED: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EINVAL, errno.ECONNREFUSED}
)


class Raw:
    """A raw socket of one protocol of one family, in the calling thread's network namespace."""

    def __init__(self, version: int, protocol: int) -> None:
        """Open it."""
        self._version = version
        self._socket = socket.socket(family_of(version), socket.SOCK_RAW, protocol)
        self._socket.settimeout(0)
        with contextlib.suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        if version == 4:  # noqa: PLR2004 - a version speaks for itself
            self._socket.setsockopt(socket.IPPROTO_IP, _IP_PKTINFO, 1)
            return
        self._socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
        self._socket.setsockopt(socket.IPPROTO_IPV6, _IPV6_FREEBIND, 1)
        if protocol in CHECKSUM:
            self._socket.setsockopt(socket.IPPROTO_IPV6, _IPV6_CHECKSUM, CHECKSUM[protocol])

    def send(self, packet: bytes, source: Address, destination: Address) -> bool:
        """Send a packet; tells whether it left the space's own rules and routes."""
        try:
            self._socket.sendmsg([packet], [self._from(source)], 0, (str(destination), 0))
        except OSError as error:
            if error.errno in _STOPPED:
                return False
            raise
        return True

    def receive(self) -> list[tuple[bytes, Address, Address]]:
        """Return the packets that were delivered since, with their sources and destinations."""
        found: list[tuple[bytes, Address, Address]] = []
        while True:
            try:
                packet, control, _, peer = self._socket.recvmsg(2048, _CONTROL)
            except BlockingIOError:
                return found
            found.append((without_header(self._version, packet), *self._ends(control, peer[0])))

    def close(self) -> None:
        """Close it."""
        self._socket.close()

    def _from(self, source: Address) -> tuple[int, int, bytes]:
        if self._version == 4:  # noqa: PLR2004 - a version speaks for itself
            return socket.IPPROTO_IP, _IP_PKTINFO, struct.pack("=I4s4s", 0, source.packed, bytes(4))
        return socket.IPPROTO_IPV6, socket.IPV6_PKTINFO, source.packed + bytes(4)

    def _ends(self, control: list[tuple[int, int, bytes]], peer: str) -> tuple[Address, Address]:
        data = control[0][2]
        if self._version == 4:  # noqa: PLR2004 - a version speaks for itself
            return IPv4Address(peer), IPv4Address(data[8:12])
        return IPv6Address(peer.partition("%")[0]), IPv6Address(data[:16])
