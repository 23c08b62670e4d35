"""Connections out of a space: plain ones, and TLS under the lab's own certificate authority."""

from __future__ import annotations

import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from sealane.lab.sockets import Spaces
from sealane.lab.task.failures import CallFailed, no_connection, no_handshake
from sealane.lab.task.names import resolve
from sealane.lab.task.supply import Place, Timeouts
from sealane.records import dataclass, field
from sealane.verdicts.observation import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whoever makes calls from a place.

    Attributes:
        spaces, place: where.
        timeouts: its patience.
        authority: the file with the only certificate authority it trusts.
        tried: which address of a host to call, once all of them were seen to answer.

    """

    spaces: Spaces
    place: Place
    timeouts: Timeouts
    authority: Path
    tried: dict[tuple[str, int], str] = field(default_factory=dict)

    def connect(self, host: str, port: int) -> socket.socket:
        """Connect to a host of which every address answers.

        A name of an endpoint has an address in each of its subnets, and which one a client takes is chance: one that
        does not answer makes a start fail now and then, so it counts as failed.

        Raises:
            CallFailed: the name does not resolve, or something at its addresses does not accept.

        """
        if (host, port) in self.tried:
            return self._alone(self.tried[host, port], port)
        addresses = resolve(self.spaces, self.place, host, self.timeouts.name)
        families = [[one for one in addresses if ":" not in one], [one for one in addresses if ":" in one]]
        first: CallFailed | None = None
        # A client that gets nowhere by one family takes the other.
        for family in filter(None, families):
            try:
                made = self._every(host, family, port)
            except CallFailed as failure:
                first = first or failure
                continue
            self.tried[host, port] = family[0]
            return made
        raise first or CallFailed(Failure.NAME, f"dial tcp: lookup {host}: no such host")

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

    def _every(self, host: str, addresses: list[str], port: int) -> socket.socket:
        """Connect to all of them at once, and keep the first connection."""
        if len(addresses) == 1:
            return self._alone(addresses[0], port)
        with ThreadPoolExecutor(len(addresses)) as pool:
            made = list(pool.map(lambda address: self._outcome(address, port), addresses))
        lost = [one for one in made if isinstance(one, CallFailed)]
        kept = [one for one in made if not isinstance(one, CallFailed)]
        for one in kept[0 if lost else 1 :]:
            one.close()
        if lost and kept:
            which = lost[0]
            detail = f"{which.detail} ({len(lost)} of the {len(made)} addresses of {host} do not answer)"
            raise CallFailed(which.failure, detail, address=which.address, port=port)
        if lost:
            raise lost[0]
        return kept[0]

    def _outcome(self, address: str, port: int) -> socket.socket | CallFailed:
        try:
            return self._alone(address, port)
        except CallFailed as failure:
            return failure

    def _alone(self, address: str, port: int) -> socket.socket:
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
