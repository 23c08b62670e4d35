"""One packet that stands for a set of them, with the hops by which it gets through."""

from __future__ import annotations

from sealane.reachability.protocols import name_of_protocol
from sealane.verdicts.trace import Hop, Packet, Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.address_sets import EVERY_IPV4, PUBLIC_IPV6, address_text
from sealane.world.packet_sets import Packets
from sealane.world.values import Origin

_TCP, _HTTPS, _WITH_PORTS = 6, 443, frozenset({6, 17})
NO_ANSWER_NEEDED = "no answer is needed for data to be gone"


def packet_of(packets: Packets, here: str, *, inbound: bool = False, here_ipv6: str = "") -> Packet:
    """Return a packet of a set that is not empty: over TCP to port 443 where it has one.

    `here` is the near end's address, `here_ipv6` its other one, for packets to or from IPv6 addresses.
    """
    box = next((one for one in packets.boxes if _TCP in one.protocols), packets.boxes[0])
    protocol = _TCP if _TCP in box.protocols else box.protocols.first
    port = _HTTPS if _HTTPS in box.ports else box.ports.first
    # Of IPv6 what is nobody's own: a translated IPv4 address stands for another packet than it looks like.
    public = box.addresses & PUBLIC_IPV6
    ipv6 = not box.addresses.meets(EVERY_IPV4)
    there = address_text((public or box.addresses if ipv6 else box.addresses).first)
    here = here_ipv6 or here if ipv6 else here
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
