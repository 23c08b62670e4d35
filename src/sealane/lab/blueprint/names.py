"""What a resolver answers."""

from __future__ import annotations

from sealane.lab.blueprint.addresses import Address
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a name resolves to: addresses of both families, or nothing (`exists` tells NODATA from NXDOMAIN).

    `name` is lower-case without closing dot, or `*.parent` for every name below that has no answer of its own.
    `refused` is for what a DNS firewall blocks, and for a forwarder that does not answer at all `silent`.
    `clients`: blocks of the askers whom the answer is for, empty for all; of several answers of one name the first that
    is for the asker counts, and the name does not exist for who has none.
    """

    name: str
    addresses: tuple[Address, ...] = ()
    exists: bool = True
    refused: bool = False
    silent: bool = False
    clients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolver:
    """A name server at some addresses of a space.

    `answers`: an exact name before a wildcard, the longest wildcard before a shorter one. A name that none of them is
    about is asked of the internet: see `Blueprint.public_names`; with `internet` off it is NXDOMAIN.
    """

    space: str
    addresses: tuple[Address, ...]
    answers: tuple[Answer, ...] = ()
    internet: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """The name servers that a space's programs ask, in order: its `/etc/resolv.conf`."""

    space: str
    addresses: tuple[Address, ...]
