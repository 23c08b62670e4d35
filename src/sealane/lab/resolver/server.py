"""The name servers of a lab, over UDP and TCP, on sockets that stand in the resolvers' spaces."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import threading
import time
from typing import Final

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.names import Resolver
from sealane.lab.resolver.record import Queries, Query
from sealane.lab.resolver.reply import Reply, reply_to
from sealane.lab.resolver.zone import Names
from sealane.lab.sockets import Spaces, datagrams, listening, speaks_ipv6

PORT: Final = 53
_LARGEST: Final = 65535
_PATIENCE: Final = 5.0


class NameServer:
    """Serves every resolver of a blueprint until it is stopped; `record` has what was asked."""

    def __init__(self, blueprint: Blueprint, spaces: Spaces, *, port: int = PORT) -> None:
        """Listen nowhere yet."""
        self.record = Queries()
        self._spaces = spaces
        self._port = port
        self._blueprint = blueprint
        self._names = Names(blueprint)
        self._selector = selectors.DefaultSelector()
        self._open: dict[tuple[str, str], list[socket.socket]] = {}
        self._resolvers: dict[tuple[str, str], Resolver] = {}
        self._wake, self._woken = socket.socketpair()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen at every resolver's addresses; call it from a thread that is in no space."""
        self._selector.register(self._woken, selectors.EVENT_READ, None)
        self.become(self._blueprint)
        self._thread = threading.Thread(target=self._serve, name="name-server", daemon=True)
        self._thread.start()

    def become(self, blueprint: Blueprint) -> None:
        """Answer as another blueprint says; sockets of resolvers that stay are kept."""
        wanted = {(each.space, str(address)): each for each in blueprint.resolvers for address in each.addresses}
        with self._lock:
            self._names, self._blueprint, self._resolvers = Names(blueprint), blueprint, wanted
            for place in [place for place in self._open if place not in wanted]:
                for each in self._open.pop(place):
                    self._selector.unregister(each)
                    each.close()
            for place in [place for place in wanted if place not in self._open]:
                self._listen(*place)

    def ports(self) -> dict[tuple[str, str], int]:
        """Return the port at each space and address."""
        return {place: sockets[0].getsockname()[1] for place, sockets in self._open.items()}

    def stop(self) -> None:
        """Close every socket and wait for the server's thread."""
        if self._thread is None:
            return
        self._wake.send(b"x")
        self._thread.join()
        self._thread = None
        with self._lock:
            for sockets in self._open.values():
                for each in sockets:
                    each.close()
            self._open.clear()
            self._selector.close()
        self._wake.close()
        self._woken.close()

    def _listen(self, space: str, address: str) -> None:
        if ":" in address and not speaks_ipv6():
            return
        plain = datagrams(self._spaces, space, self._port, address)
        sockets = [plain, *listening(self._spaces, space, plain.getsockname()[1], address)]
        self._open[space, address] = sockets
        for each in sockets:
            self._selector.register(each, selectors.EVENT_READ, (space, address))

    def _serve(self) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.data is None:
                    return
                if isinstance(key.fileobj, socket.socket):
                    # The socket may have been closed by `become` since it was selected.
                    with contextlib.suppress(OSError):
                        self._receive(key.fileobj, key.data)

    def _receive(self, ready: socket.socket, place: tuple[str, str]) -> None:
        if ready.type == socket.SOCK_STREAM:
            connection, peer = ready.accept()
            threading.Thread(target=self._converse, args=(connection, peer[0], place), daemon=True).start()
            return
        wire, peer = ready.recvfrom(_LARGEST)
        reply = self._reply(wire, place, peer[0], stream=False)
        if reply is not None:
            ready.sendto(reply, peer)

    def _converse(self, connection: socket.socket, peer: str, place: tuple[str, str]) -> None:
        with contextlib.suppress(OSError, EOFError), connection:
            connection.settimeout(_PATIENCE)
            while True:
                (length,) = struct.unpack("!H", _exactly(connection, 2))
                reply = self._reply(_exactly(connection, length), place, peer, stream=True)
                if reply is not None:
                    connection.sendall(struct.pack("!H", len(reply)) + reply)

    def _reply(self, wire: bytes, place: tuple[str, str], client: str, *, stream: bool) -> bytes | None:
        with self._lock:
            resolver, names = self._resolvers.get(place), self._names
        if resolver is None:
            return None
        client = client.partition("%")[0]
        reply = reply_to(wire, lambda name: names.ask(resolver, name, client), stream=stream)
        self._remember(reply, place[0], client)
        return reply.wire

    def _remember(self, reply: Reply, space: str, client: str) -> None:
        if reply.name:
            self.record.add(
                Query(
                    when=time.time(),
                    space=space,
                    client=client,
                    name=reply.name,
                    kind=reply.kind,
                    code=reply.code,
                    addresses=reply.addresses,
                )
            )


def _exactly(connection: socket.socket, length: int) -> bytes:
    got = b""
    while len(got) < length:
        more = connection.recv(length - len(got))
        if not more:
            raise EOFError
        got += more
    return got
