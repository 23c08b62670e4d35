"""One packet's way, hop by hop, there and back, and what stood in its way."""

from __future__ import annotations

from typing import Protocol

from sealane.records import dataclass
from sealane.verdicts.cause import Cause
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Origin, Unknown, Unread


class Block(Protocol):
    """What stands in the way of a packet or a request: a frozen value that carries the facts it is about.

    Its words are chosen in `report/blocks/`, by its type.
    """

    @property
    def cause(self) -> Cause:
        """The code that its evidence fits."""

    @property
    def origin(self) -> Origin:
        """The fact to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """One packet: addresses as text, protocol `tcp`, `udp`, `icmp` or a number, ports 0 where it has none."""

    source: str
    destination: str
    protocol: str
    source_port: int = 0
    port: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One thing that looked at the packet.

    `does` is one word of a closed set: `resolves`, `allows`, `denies`, `routes`, `delivers`, `translates`, `drops`,
    `forwards`, `unknown`. `kind` says what looked: `name-server`, `security-group`, `network-acl`, `route-table`,
    `endpoint`, `nat-gateway`, … `origin` is that fact, `rule` the rule, route or entry within it that decided, equal to
    `origin` where nothing smaller did.
    """

    kind: str
    origin: Origin
    rule: Origin
    does: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What became of a packet.

    `blocks` are all the things that surely stop it, on the way there or back, the one that bites first in front; `open`
    is why nobody can say for certain. `forward` and `back` are the hops as far as they are known.
    `endpoint` is the key of the VPC endpoint that its way leads through, empty for a way through none.
    """

    verdict: Verdict
    packet: Packet
    forward: tuple[Hop, ...] = ()
    back: tuple[Hop, ...] = ()
    blocks: tuple[Block, ...] = ()
    open: tuple[Unknown | Unread, ...] = ()
    endpoint: str = ""

    @property
    def cause(self) -> Cause | None:
        """The cause that bites first."""
        return self.blocks[0].cause if self.blocks else None
