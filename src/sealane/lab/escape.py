"""Trying to get out, and in: whether packets of a task reach what stands for the internet, and the other way round."""

from __future__ import annotations

import contextlib
import errno
import selectors
import socket
import time
from collections.abc import Iterable, Iterator
from typing import Final

from sealane.lab.sockets import Spaces

PORTS: Final = (443, 80)
# In a lab an answer is there at once or never.
_PATIENCE: Final = 0.4
# A closed port answers too: whoever says so was reached.
_REACHED: Final = frozenset({0, errno.ECONNREFUSED})
# Binding to an address that no device has: https://www.man7.org/linux/man-pages/man7/ip.7.html
_FREE: Final = {socket.AF_INET: (socket.IPPROTO_IP, 15), socket.AF_INET6: (socket.IPPROTO_IPV6, 78)}

Goal = tuple[str, int]
# From an address of the space's, any when it is empty, to an address and a port.
Attempt = tuple[str, str, int]


def tries(spaces: Spaces, space: str, goals: Iterable[Goal], seconds: float = _PATIENCE) -> tuple[Goal, ...]:
    """Connect from a space to addresses and ports outside, all at once; return those that answered."""
    made = attempts(spaces, space, (("", *goal) for goal in goals), seconds)
    return tuple((address, port) for _, address, port in made)


def attempts(spaces: Spaces, space: str, wanted: Iterable[Attempt], seconds: float = _PATIENCE) -> tuple[Attempt, ...]:
    """Connect from a space, all at once; return what was answered."""
    found: list[Attempt] = []
    with selectors.DefaultSelector() as selector, contextlib.ExitStack() as held:
        with spaces.inside(space):
            for one in dict.fromkeys(wanted):
                for attempt in _attempt(*one):
                    held.callback(attempt.close)
                    selector.register(attempt, selectors.EVENT_WRITE, (one, attempt))
        deadline = time.monotonic() + seconds
        while selector.get_map() and (left := deadline - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                selector.unregister(key.fileobj)
                one, attempt = key.data
                if attempt.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) in _REACHED:
                    found.append(one)
    return tuple(found)


def _attempt(source: str, address: str, port: int) -> Iterator[socket.socket]:
    """Yield a socket that is connecting; nothing where the space has no way at all."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    attempt = socket.socket(family, socket.SOCK_STREAM)
    attempt.setblocking(False)  # noqa: FBT003 - the standard library's signature
    if source:
        # A space that answers for whole blocks has no single address of them on a device of its own.
        attempt.setsockopt(*_FREE[family], 1)
        attempt.bind((source, 0))
    if attempt.connect_ex((address, port)) in {0, errno.EINPROGRESS}:
        yield attempt
    else:
        attempt.close()
