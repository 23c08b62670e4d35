"""Connections out of a space: plain ones, and TLS under the lab's own certificate authority."""

from __future__ import annotations

import socket
import ssl
from functools import lru_cache
from pathlib import Path

from sealane.lab.sockets import Spaces
from sealane.lab.task.failures import CallFailed, no_connection, no_handshake
from sealane.lab.task.names import resolve
from sealane.lab.task.supply import Place, Timeouts
from sealane.records import dataclass
from sealane.verdicts.observation import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whoever makes calls from a place; `authority` is the file with the only certificate authority it trusts."""

    spaces: Spaces
    place: Place
    timeouts: Timeouts
    authority: Path

    def connect(self, host: str, port: int) -> socket.socket:
        """Connect to the first address of a name that answers.

        Raises:
            CallFailed: the name does not resolve, or nothing at its addresses accepts.

        """
        last: CallFailed | None = None
        for address in resolve(self.spaces, self.place, host, self.timeouts.name):
            try:
                return self._dial(address, port)
            except CallFailed as failure:
                # What the first address says is what clients report; a missing family is no news.
                last = last or failure
        raise last or CallFailed(Failure.NAME, f"dial tcp: lookup {host}: no such host")

    def secure(self, host: str, port: int) -> ssl.SSLSocket:
        """Connect and shake hands.

        Raises:
            CallFailed: as `connect`, or the other side is not who it should be.

        """
        plain = self.connect(host, port)
        address = plain.getpeername()[0]
        try:
            return _context(self.authority).wrap_socket(plain, server_hostname=host)
        except OSError as error:
            plain.close()
            raise no_handshake(error, address, port) from error

    def _dial(self, address: str, port: int) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with self.spaces.inside(self.place.space):
            dialler = socket.socket(family, socket.SOCK_STREAM)
        dialler.settimeout(self.timeouts.connection)
        try:
            dialler.connect((address, port))
        except OSError as error:
            dialler.close()
            raise no_connection(error, address, port) from error
        return dialler


@lru_cache(maxsize=8)
def _context(authority: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(authority)
    return context
