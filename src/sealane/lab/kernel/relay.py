"""Ports of the machine's loopback that can be reached from a loopback of one's own.

One process stays in the machine's network; what is accepted for it in the new one, it connects to the same port there.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
from typing import Final

from sealane.lab.kernel.links import loopback_up
from sealane.lab.kernel.netlink import Socket
from sealane.lab.kernel.syscalls import CLONE_NEWNET, die_with_parent, unshare

_LOOPBACK: Final = "127.0.0.1"
_BACKLOG: Final = 256


def relayed_loopback(ports: tuple[int, ...]) -> None:
    """Move this process, which has one thread, into a network of its own, from which ports can be reached."""
    ours, theirs = socket.socketpair()
    if ports and os.fork() == 0:
        ours.close()
        _relay(theirs, ports)
    theirs.close()
    unshare(CLONE_NEWNET)
    links = Socket()
    links.send([loopback_up()])
    links.close()
    if ports:
        made = [socket.create_server((_LOOPBACK, port), backlog=_BACKLOG) for port in ports]
        socket.send_fds(ours, [b"!"], [one.fileno() for one in made])
        for one in made:
            one.close()
    ours.close()


def _relay(asked: socket.socket, ports: tuple[int, ...]) -> None:
    die_with_parent(signal.SIGKILL)
    try:
        _, handles, _, _ = socket.recv_fds(asked, 1, len(ports))
        threads = [
            threading.Thread(target=_accept, args=(socket.socket(fileno=handle), port))
            for handle, port in zip(handles, ports, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        os._exit(0)


def _accept(listener: socket.socket, port: int) -> None:
    while True:
        inner, _ = listener.accept()
        try:
            outer = socket.create_connection((_LOOPBACK, port))
        except OSError:
            inner.close()
            continue
        for source, target in ((inner, outer), (outer, inner)):
            threading.Thread(target=_carry, args=(source, target), daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    """Carry bytes one way until there are no more; the other way may go on."""
    try:
        while data := source.recv(1 << 18):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        for end in (source, target):
            end.close()
