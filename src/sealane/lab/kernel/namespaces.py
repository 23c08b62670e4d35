"""One network namespace, held by file descriptors alone: when the process that holds them ends, it is gone."""

from __future__ import annotations

import errno
import os
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sealane.lab.kernel.netlink import REQUEST, Message, Socket
from sealane.lab.kernel.nftables import Filters
from sealane.lab.kernel.syscalls import CLONE_NEWNET, setns, unshare
from sealane.lab.kernel.sysctls import forward, settle

T = TypeVar("T")
_OWN: Final = "/proc/thread-self/ns/net"
_PATIENCE: Final = 10.0
_PAUSE: Final = 0.0005
_NETFILTER: Final = 12
_FORGET_CONNECTIONS: Final = 0x0102


class Namespace:
    """A network namespace with the kernel's ear in it."""

    def __init__(self) -> None:
        """Make one; the calling thread is in it from now on, so it should be a thread for that alone."""
        unshare(CLONE_NEWNET)
        settle()
        self.handle = os.open(_OWN, os.O_RDONLY)
        self._links = Socket()
        self._filters = Filters()

    def send(self, messages: Iterable[Message]) -> None:
        """Have links, addresses and routes changed."""
        self._links.send(messages)

    def ask(self, message: Message) -> bytes:
        """Ask the kernel for one thing."""
        return self._links.ask(message)

    def wait(self, message: Message, done: Callable[[bytes], bool]) -> None:
        """Ask again and again until the kernel has done what it had put off."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                if done(self._links.ask(message)):
                    return
            except OSError:
                # No answer yet is an answer that is not yet the right one.
                if time.monotonic() > deadline:
                    raise
            if time.monotonic() > deadline:
                raise OSError(errno.ETIMEDOUT, f"not done in {_PATIENCE:.0f} s: {message.about}")
            time.sleep(_PAUSE)

    def filter(self, commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Have packet filters changed or listed, in one transaction."""
        return self._filters.run(commands)

    def forward(self, *, wanted: bool) -> None:
        """Have packets sent on, or not."""
        with entered(self.handle):
            forward(wanted=wanted)

    def forget(self) -> None:
        """Forget all connections that the filters keep track of."""
        with entered(self.handle):
            asked = Socket(_NETFILTER)
        body = struct.pack("=BBH", 0, 0, 0)
        asked.send([Message(kind=_FORGET_CONNECTIONS, flags=REQUEST, body=body, about="forget connections")])
        asked.close()

    def close(self) -> None:
        """Let go of it."""
        self._links.close()
        self._filters.close()
        os.close(self.handle)


@contextmanager
def entered(namespace: int) -> Iterator[None]:
    """Be in a network namespace meanwhile, with the calling thread alone."""
    before = os.open(_OWN, os.O_RDONLY)
    try:
        setns(namespace, CLONE_NEWNET)
        try:
            yield
        finally:
            setns(before, CLONE_NEWNET)
    finally:
        os.close(before)


def aside(function: Callable[[], T]) -> T:
    """Run a function in a thread of its own, which may go into namespaces and need not come back."""
    found: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(function())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            failed.append(error)

    thread = threading.Thread(target=run, name="sealane-lab-aside")
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return found[0]
