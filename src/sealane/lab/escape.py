"""Trying to get out: whether a task's packets reach what stands for the internet."""

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


def tries(spaces: Spaces, space: str, addresses: Iterable[str], seconds: float = _PATIENCE) -> tuple[str, ...]:
    """Connect from a space to addresses outside, all at once; return those that answered, as `address:port`."""
    found: list[str] = []
    with selectors.DefaultSelector() as selector, contextlib.ExitStack() as held:
        with spaces.inside(space):
            for address in addresses:
                for port in PORTS:
                    for attempt in _attempt(address, port):
                        held.callback(attempt.close)
                        selector.register(attempt, selectors.EVENT_WRITE, (f"{address}:{port}", attempt))
        deadline = time.monotonic() + seconds
        while selector.get_map() and (left := deadline - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                selector.unregister(key.fileobj)
                where, attempt = key.data
                if not attempt.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                    found.append(where)
    return tuple(found)


def _attempt(address: str, port: int) -> Iterator[socket.socket]:
    """Yield a socket that is connecting; nothing where the space has no way at all."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    attempt = socket.socket(family, socket.SOCK_STREAM)
    attempt.setblocking(False)  # noqa: FBT003 - the standard library's signature
    if attempt.connect_ex((address, port)) in {0, errno.EINPROGRESS}:
        yield attempt
    else:
        attempt.close()
