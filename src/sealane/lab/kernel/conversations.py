"""Who spoke to whom, from the packets that somebody saw."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address
from typing import Final

from sealane.lab.blueprint.addresses import Address
from sealane.records import dataclass

_ETHERNET: Final = 14
_IPV4, _IPV6 = 0x0800, 0x86DD
_WITH_PORTS: Final = frozenset({6, 17})

# Two ends with their ports, whoever of them spoke first.
_Key = tuple[int, Address, int, Address, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What two ends said to each other.

    `source` is the one that spoke first; `asked` and `answered` count the packets either way, `octets` what IP carried.
    """

    source: Address
    source_port: int
    destination: Address
    port: int
    protocol: int
    asked: int
    answered: int
    octets: int


class Conversations:
    """Adds packets up."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[_Key, list[int]] = {}

    def note(self, frame: bytes) -> tuple[Address, ...]:
        """Add one packet and return its ends; what is neither IPv4 nor IPv6 nobody said."""
        key, octets = _ends(frame)
        if key is None:
            return ()
        protocol, source, source_port, destination, port = key
        turned = (protocol, destination, port, source, source_port)
        if turned in self._found:
            tally = self._found[turned]
            tally[1] += 1
        else:
            tally = self._found.setdefault(key, [0, 0, 0])
            tally[0] += 1
        tally[2] += octets
        return source, destination

    def __iter__(self) -> Iterator[Conversation]:
        """Yield them in the order in which they began."""
        for (protocol, source, source_port, destination, port), (asked, answered, octets) in self._found.items():
            yield Conversation(
                source=source,
                source_port=source_port,
                destination=destination,
                port=port,
                protocol=protocol,
                asked=asked,
                answered=answered,
                octets=octets,
            )


def sender(frame: bytes) -> Address | None:
    """Return who sent a packet; nobody of one that is neither IPv4 nor IPv6."""
    key, _ = _ends(frame)
    return key[1] if key else None


def _ends(frame: bytes) -> tuple[_Key | None, int]:
    kind = int.from_bytes(frame[12:_ETHERNET], "big")
    packet = frame[_ETHERNET:]
    source: Address
    destination: Address
    if kind == _IPV4:
        source, destination, protocol = IPv4Address(packet[12:16]), IPv4Address(packet[16:20]), packet[9]
        beyond = (packet[0] & 0xF) * 4
    elif kind == _IPV6:
        source, destination, protocol = IPv6Address(packet[8:24]), IPv6Address(packet[24:40]), packet[6]
        beyond = 40
    else:
        return None, 0
    ports = struct.unpack_from("!HH", packet, beyond) if protocol in _WITH_PORTS else (0, 0)
    return (protocol, source, ports[0], destination, ports[1]), len(packet)
