"""What a filter lets through, and what becomes of the packets of one way in it."""

from __future__ import annotations

import enum

from sealane.reachability.ends import End
from sealane.reachability.outcome import Reason
from sealane.records import dataclass
from sealane.world.address_sets import NOTHING, Intervals, union
from sealane.world.packet_sets import Box, Packets


class Passes(enum.Enum):
    """Whether every packet that must pass does."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


@dataclass(frozen=True, slots=True)
class Asked:
    """The packets of a way: one protocol, the ports that must pass, and those of which one may be enough.

    The two differ for answers alone: nobody knows which port a client asks from.
    """

    protocol: Intervals
    ports: Intervals
    could: Intervals


@dataclass(frozen=True, slots=True)
class Sifted:
    """Whether the packets pass, the addresses of which surely none does, and why nobody can say."""

    passes: Passes
    missing: Intervals = NOTHING
    why: tuple[Reason, ...] = ()


def sift(surely: Packets, possibly: Packets, asked: Asked, end: End, why: tuple[Reason, ...]) -> Sifted:
    """Hold the packets of a way against what a filter surely and possibly lets through."""
    wanted = Packets((Box(asked.protocol, asked.ports, end.addresses),))
    if wanted <= surely:
        return Sifted(Passes.YES)
    could = Packets((Box(asked.protocol, asked.could, end.addresses),))
    open_addresses = union(one.addresses for one in (could & possibly).boxes)
    missing = end.addresses - open_addresses
    if missing if end.each else not open_addresses:
        return Sifted(Passes.NO, missing)
    return Sifted(Passes.MAYBE, why=why)
