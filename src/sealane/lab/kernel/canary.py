"""How to know that nothing is on its way any more, without waiting.

What is sent in one thread on one processor is carried through all spaces by that processor, first come first served.
So a packet of our own that is sent after all others and arrives shows that each of them has gone one cable further.
"""

from __future__ import annotations

import os
import socket
from typing import Final

from sealane.lab.kernel.namespaces import Namespace, entered
from sealane.lab.kernel.syscalls import current_cpu

# A packet passes at most as many spaces as its time to live allows, and so does an answer.
_ROUNDS: Final = 128
_LOOPBACK: Final = "127.0.0.1"
_PATIENCE: Final = 5.0


class Canary:
    """A socket that sends to itself; made in the thread that sends everything else, and holds it to its processor."""

    def __init__(self, namespace: Namespace) -> None:
        """Open it in a space, whose loopback it uses."""
        os.sched_setaffinity(0, {current_cpu()})
        with entered(namespace.handle):
            self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.settimeout(_PATIENCE)
        self._socket.bind((_LOOPBACK, 0))
        self._socket.connect(self._socket.getsockname())

    def settle(self) -> None:
        """Return when every packet sent so far has arrived or is no more."""
        for _ in range(_ROUNDS):
            self._socket.send(b".")
            self._socket.recv(1)

    def close(self) -> None:
        """Close it."""
        self._socket.close()
