"""Accepting connections in the spaces of a lab, each served by a thread of its own."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable, Iterable

from sealane.lab.blueprint.listeners import Listener
from sealane.lab.sockets import Spaces, listening

Place = tuple[str, int]
Welcome = Callable[[socket.socket, Listener], None]


class Doors:
    """Listens for a blueprint's listeners until it is stopped."""

    def __init__(self, spaces: Spaces, welcome: Welcome) -> None:
        """Listen nowhere yet; `welcome` is given each connection, which it closes."""
        self._spaces = spaces
        self._welcome = welcome
        self._listeners: dict[Place, Listener] = {}
        self._open: dict[Place, list[socket.socket]] = {}
        self._guests: set[socket.socket] = set()
        self._selector = selectors.DefaultSelector()
        self._wake, self._woken = socket.socketpair()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, listeners: Iterable[Listener]) -> None:
        """Listen; call it from a thread that is in no space."""
        self._selector.register(self._woken, selectors.EVENT_READ, None)
        self.become(listeners)
        self._thread = threading.Thread(target=self._accept, name="doors", daemon=True)
        self._thread.start()

    def become(self, listeners: Iterable[Listener]) -> None:
        """Listen for others; sockets of places that stay are kept."""
        wanted = {(each.space, each.port): each for each in listeners}
        with self._lock:
            self._listeners = wanted
            for place in [place for place in self._open if place not in wanted]:
                for each in self._open.pop(place):
                    self._selector.unregister(each)
                    each.close()
            for place in [place for place in wanted if place not in self._open]:
                self._open[place] = listening(self._spaces, place[0], place[1])
                for each in self._open[place]:
                    self._selector.register(each, selectors.EVENT_READ, place)

    def ports(self) -> dict[str, int]:
        """Return the port at which each space listens, as a listener with port 0 has one that was free."""
        return {space: sockets[0].getsockname()[1] for (space, _), sockets in self._open.items()}

    def stop(self) -> None:
        """Close every socket, also of connections, and wait for the thread that accepts them."""
        if self._thread is None:
            return
        self._wake.send(b"x")
        self._thread.join()
        self._thread = None
        with self._lock:
            for guest in self._guests:
                with contextlib.suppress(OSError):
                    guest.shutdown(socket.SHUT_RDWR)
            for each in [one for sockets in self._open.values() for one in sockets]:
                each.close()
            self._open.clear()
            self._selector.close()
        self._wake.close()
        self._woken.close()

    def _accept(self) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.data is None:
                    return
                # The socket may have been closed by `become` since it was selected.
                with contextlib.suppress(OSError):
                    connection, _ = key.fileobj.accept()  # type: ignore[union-attr] # only sockets are registered
                    self._admit(connection, key.data)

    def _admit(self, connection: socket.socket, place: Place) -> None:
        with self._lock:
            listener = self._listeners.get(place)
        if listener is None:
            connection.close()
            return
        threading.Thread(target=self._serve, args=(connection, listener), daemon=True).start()

    def _serve(self, connection: socket.socket, listener: Listener) -> None:
        # TLS takes the socket over; with a second handle of it the connection can be ended from outside all the same.
        with connection.dup() as handle:
            with self._lock:
                self._guests.add(handle)
            try:
                self._welcome(connection, listener)
            finally:
                connection.close()
                with self._lock:
                    self._guests.discard(handle)
