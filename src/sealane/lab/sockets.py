"""Sockets that stand inside a space; one keeps standing there whichever thread serves it later."""

from __future__ import annotations

import socket
from contextlib import AbstractContextManager
from functools import cache
from typing import Final, Protocol

BACKLOG: Final = 256
_IP_FREEBIND: Final = 15
_IPV6_FREEBIND: Final = 78
_ANY: Final = {socket.AF_INET: "0.0.0.0", socket.AF_INET6: "::"}  # noqa: S104 (a space is its own network)


class Spaces(Protocol):
    """Whoever can take the calling thread into a space; the kernel's lab does."""

    def inside(self, space: str) -> AbstractContextManager[None]:
        """Be in that space meanwhile."""
        ...


@cache
def speaks_ipv6() -> bool:
    """Tell whether this kernel has IPv6 at all; one started without it has no sockets of that family."""
    try:
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()
    except OSError:
        return False
    return True


def listening(spaces: Spaces, space: str, port: int, address: str = "") -> list[socket.socket]:
    """Return sockets that accept connections at one address of a space, or at all of them, of both families.

    A machine without IPv6 has those of IPv4 alone.
    """
    both = (socket.AF_INET, socket.AF_INET6) if speaks_ipv6() else (socket.AF_INET,)
    made: list[socket.socket] = []
    with spaces.inside(space):
        for family in (_family(address),) if address else both:
            made.append(_bound(family, socket.SOCK_STREAM, address, made[0].getsockname()[1] if made else port))
    for each in made:
        each.listen(BACKLOG)
        each.settimeout(0)
    return made


def datagrams(spaces: Spaces, space: str, port: int, address: str) -> socket.socket:
    """Return a socket for datagrams at one address of a space; what it answers leaves from that address."""
    with spaces.inside(space):
        made = _bound(_family(address), socket.SOCK_DGRAM, address, port)
    made.settimeout(0)
    return made


def _bound(family: socket.AddressFamily, kind: socket.SocketKind, address: str, port: int) -> socket.socket:
    made = socket.socket(family, kind)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if address:
            # An address of IPv6 cannot be bound while the kernel still looks for its double.
            level, option = (
                (socket.IPPROTO_IPV6, _IPV6_FREEBIND)
                if family == socket.AF_INET6
                else (socket.IPPROTO_IP, _IP_FREEBIND)
            )
            made.setsockopt(level, option, 1)
        made.bind((address or _ANY[family], port))
    except OSError:
        made.close()
        raise
    return made


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET
