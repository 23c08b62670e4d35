"""The lab: a blueprint in the kernel."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Final, Self

from sealane.lab import sockets
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.kernel.building import Building
from sealane.lab.kernel.counts import Count
from sealane.lab.kernel.namespaces import Namespace, aside, entered
from sealane.lab.kernel.programs import Surroundings, start

_ANY: Final = "0.0.0.0"  # noqa: S104 - a space is its own network


class Lab:
    """A blueprint that stands in the kernel, to be made inside an enclosure.

    Its spaces are namespaces that nothing but this process holds; `close` lets go of them, and so does the end of the
    process, however it comes.
    """

    def __init__(self, blueprint: Blueprint) -> None:
        """Build it."""
        self.blueprint = blueprint
        self.trusted = b""
        self._building = Building()
        try:
            aside(lambda: self._building.become(blueprint))
        except BaseException:
            self._building.close()
            raise

    def __enter__(self) -> Self:
        """Stand while a block runs."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    @property
    def spaces(self) -> dict[str, Namespace]:
        """The namespaces by the names of the spaces."""
        return self._building.spaces

    def become(self, blueprint: Blueprint) -> None:
        """Change what differs, and nothing else; the packet filters of a space change in one stroke."""
        aside(lambda: self._building.become(blueprint))
        self.blueprint = blueprint

    def forget(self) -> None:
        """Forget all connections that gates keep track of."""
        aside(self._building.forget)

    def counts(self, *spaces: str) -> tuple[Count, ...]:
        """Tell what the rules of the gates did so far, in some spaces or in all."""
        return tuple(count for space in spaces or self.spaces for count in self._building.counts(space))

    def inside(self, space: str) -> AbstractContextManager[None]:
        """Be in a space meanwhile, with the calling thread alone."""
        return entered(self.spaces[space].handle)

    def trust(self, authority: bytes) -> None:
        """Have the programs that are started from now on trust one certificate authority, and no other."""
        self.trusted = authority

    def popen(self, space: str, args: Sequence[str], **options: Any) -> subprocess.Popen[Any]:
        """Start a program in a space, as `subprocess.Popen`: with the space's name servers, and a clean environment."""
        servers = [str(one) for each in self.blueprint.servers if each.space == space for one in each.addresses]
        surroundings = Surroundings(namespace=self.spaces[space].handle, servers=tuple(servers), authority=self.trusted)
        return start(surroundings, args, options)

    def listen(self, space: str, address: str, port: int) -> socket.socket:
        """Return a socket that accepts connections at an address of a space, or at all of IPv4 when it is empty."""
        return sockets.listening(self, space, port, address or _ANY)[0]

    def datagram(self, space: str, address: str, port: int) -> socket.socket:
        """Return a socket for datagrams at an address of a space."""
        return sockets.datagrams(self, space, port, address)

    def close(self) -> None:
        """Let go of everything; what is gone already is no matter."""
        self._building.close()
