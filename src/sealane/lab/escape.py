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
# A closed port answers too: whoever says so was reached.
_REACHED: Final = frozenset({0, errno.ECONNREFUSED})

Goal = tuple[str, int]


def tries(spaces: Spaces, space: str, goals: Iterable[Goal], seconds: float = _PATIENCE) -> tuple[Goal, ...]:
    """Connect from a space to addresses and ports outside, all at once; return those that answered."""
    found: list[Goal] = []
    with selectors.DefaultSelector() as selector, contextlib.ExitStack() as held:
        with spaces.inside(space):
            for goal in dict.fromkeys(goals):
                for attempt in _attempt(*goal):
                    held.callback(attempt.close)
                    selector.register(attempt, selectors.EVENT_WRITE, (goal, attempt))
        deadline = time.monotonic() + seconds
        while selector.get_map() and (left := deadline - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                selector.unregister(key.fileobj)
                goal, attempt = key.data
                if attempt.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) in _REACHED:
                    found.append(goal)
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
