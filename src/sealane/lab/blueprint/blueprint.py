"""A whole lab as one value."""

from __future__ import annotations

from collections.abc import Mapping

from sealane.lab.blueprint.gates import Gate, Masquerade, Pairing
from sealane.lab.blueprint.listeners import Listener
from sealane.lab.blueprint.names import Answer, Resolver, Servers
from sealane.lab.blueprint.routes import Lookup, Way
from sealane.lab.blueprint.spaces import Link, Space
from sealane.lab.blueprint.tasks import Seat, Undrawn
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """Everything that is to stand in the kernel.

    Attributes:
        spaces, links, ways, lookups: the network.
        gates, masquerades, pairings: what becomes of packets on the way.
        sets: blocks in CIDR notation by name, for the gates; as the addresses of a security group's interfaces.
        resolvers, servers: who answers for names, and who is asked.
        public_names: what the internet's name servers answer, wildcards allowed; what is not in it has
            `internet_address` there, which is how a leak to anywhere is seen.
        listeners: who accepts connections.
        seats: the tasks' places.
        undrawn: what the world holds and the lab does not.

    """

    spaces: tuple[Space, ...] = ()
    links: tuple[Link, ...] = ()
    ways: tuple[Way, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    gates: tuple[Gate, ...] = ()
    masquerades: tuple[Masquerade, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    sets: Mapping[str, tuple[str, ...]]
    resolvers: tuple[Resolver, ...] = ()
    servers: tuple[Servers, ...] = ()
    public_names: tuple[Answer, ...] = ()
    internet_address: tuple[str, ...] = ()
    listeners: tuple[Listener, ...] = ()
    seats: tuple[Seat, ...] = ()
    undrawn: tuple[Undrawn, ...] = ()
