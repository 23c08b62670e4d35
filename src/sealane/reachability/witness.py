"""One packet that stands for a set of them, with the hops by which it gets through."""

from __future__ import annotations

from sealane.reachability.protocols import name_of_protocol
from sealane.verdicts.trace import Hop, Packet, Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.address_sets import address_text
from sealane.world.packet_sets import Packets
from sealane.world.values import Origin

_TCP, _HTTPS, _WITH_PORTS = 6, 443, frozenset({6, 17})
NO_ANSWER_NEEDED = "no answer is needed for data to be gone"


def packet_of(packets: Packets, here: str, *, inbound: bool = False) -> Packet:
    """Return a packet of a set that is not empty: over TCP to port 443 where it has one."""
    box = next((one for one in packets.boxes if _TCP in one.protocols), packets.boxes[0])
    protocol = _TCP if _TCP in box.protocols else box.protocols.first
    port = _HTTPS if _HTTPS in box.ports else box.ports.first
    there = address_text(box.addresses.first)
    return Packet(
        source=there if inbound else here,
        destination=here if inbound else there,
        protocol=name_of_protocol(protocol),
        port=port if protocol in _WITH_PORTS else 0,
    )


def witness(packet: Packet, *hops: tuple[str, Origin, Origin, str], detail: str = "") -> Trace:
    """Return the trace of a packet that gets through; each hop is what looked, its origin, the rule, what it does."""
    forward = tuple(Hop(kind=kind, origin=one, rule=rule, does=does, detail=detail) for kind, one, rule, does in hops)
    return Trace(verdict=Verdict.HOLDS, packet=packet, forward=forward)
