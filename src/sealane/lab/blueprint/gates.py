"""Packet filters: gates of rules, in order, on one side of a space; and translations of addresses."""

from __future__ import annotations

import enum

from sealane.lab.blueprint.addresses import Address
from sealane.records import dataclass

# A range of ports, types or addresses, both ends inside.
PortRange = tuple[int, int]


class Side(enum.StrEnum):
    """Where a gate stands.

    Arriving packets are judged before anything is known of where they go, leaving ones after everything is; passing
    ones are judged only where a space forwards them. A packet that a space forwards meets all three.
    """

    ARRIVING = "arriving"
    PASSING = "passing"
    LEAVING = "leaving"


class Outcome(enum.StrEnum):
    """What a rule does with a packet: let it go on to the next gate, or drop it without a word."""

    ACCEPT = "accept"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a rule is about; an empty field matches everything, several fields must all match.

    Attributes:
        arriving_on, leaving_by: devices.
        sources, destinations: blocks in CIDR notation, of one or both families.
        source_set, destination_set: names of sets in `Blueprint.sets`, beside the blocks: either may match.
        ipv6: a family, when the rule is about one alone.
        protocol: the number; `None` for all.
        source_ports, destination_ports: ranges, for TCP and UDP.
        icmp_type, icmp_code: for ICMP of either version.

    """

    arriving_on: tuple[str, ...] = ()
    leaving_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    source_set: str = ""
    destination_set: str = ""
    ipv6: bool | None = None
    protocol: int | None = None
    source_ports: tuple[PortRange, ...] = ()
    destination_ports: tuple[PortRange, ...] = ()
    icmp_type: int | None = None
    icmp_code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRule:
    """One rule; `origin` names what it was made from, and is what a counter of the lab is read back by."""

    match: Match
    outcome: Outcome
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A list of rules, of which the first that matches decides.

    `tracked` gates know connections: an answer to a packet that was let through is let through, and the space keeps
    track of connections. Gates of one side stand one after another in the order of the blueprint, and each must let a
    packet through.
    """

    space: str
    name: str
    side: Side
    rules: tuple[GateRule, ...]
    tracked: bool
    otherwise: Outcome = Outcome.DROP


@dataclass(frozen=True, slots=True, kw_only=True)
class Masquerade:
    """Packets that leave by a device carry one address as their source, as those of a NAT gateway; answers go back."""

    space: str
    leaving_by: str
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """An inside address is known by an outside one beyond a device, both ways, as an internet gateway does it."""

    space: str
    outside_device: str
    inside: Address
    outside: Address
