"""What tasks said on the wire, from the files that keep it: who spoke to whom, and who is no part of the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from sealane.errors import InputError, Problem
from sealane.lab.blueprint.addresses import Address
from sealane.lab.kernel.conversations import Conversation, Conversations, sender
from sealane.lab.kernel.owners import NAME_SERVER
from sealane.lab.kernel.pcapng import Named, read
from sealane.records import dataclass

ENDING: Final = ".pcapng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What one end said to another by one port, whichever of its own ports it used, and what it heard.

    Attributes:
        source, destination: addresses.
        source_name, name: whose they are; empty for nobody's of the network.
        protocol, port: by which.
        connections: how many conversations these were.
        asked, answered: packets either way.
        octets: what IP carried.

    """

    source: str
    source_name: str
    destination: str
    name: str
    protocol: int
    port: int
    connections: int
    asked: int
    answered: int
    octets: int

    @property
    def elsewhere(self) -> bool:
        """Tell whether an end is no part of the network: neither a task nor what the tasks were given."""
        return not self.source_name or not self.name


def files(place: Path) -> tuple[Path, ...]:
    """Return a folder's files of packets, one for each Region in which tasks ran, or the one file that is meant.

    Raises:
        InputError: `packets-missing`.

    """
    found = (place,) if place.is_file() else tuple(sorted(place.glob(f"*{ENDING}")))
    if not found:
        raise InputError(
            Problem(
                code="packets-missing",
                what=f"No packets are kept in {place}",
                facts=(("looked for", str(place / f"REGION{ENDING}")),),
                hint="`sealane sandbox start --capture DIR`, and start a task",
            )
        )
    return found


def spoken(path: Path) -> tuple[Spoken, ...]:
    """Return what a file has, in the order in which it began.

    Raises:
        InputError: `packets-unreadable`.

    """
    kept, names = Conversations(), dict[Address, str]()
    try:
        with path.open("rb") as file:
            for one in read(file):
                if isinstance(one, Named):
                    names[one.address] = one.name
                elif one.inbound or _answers_itself(one.frame, names):
                    kept.note(one.frame)
    except (OSError, ValueError) as error:
        raise InputError(
            Problem(
                code="packets-unreadable",
                what=f"{path} cannot be read as packets of the sandbox",
                facts=(("because", str(error)),),
                hint="name a file that `sealane sandbox start --capture` or `sealane rehearse --capture` wrote",
            )
        ) from error
    return tuple(_summed(kept, names))


def _answers_itself(frame: bytes, names: dict[Address, str]) -> bool:
    """Tell whether a packet that leaves a router is the router's own, and so is seen this once."""
    source = sender(frame)
    return source is not None and names.get(source) == NAME_SERVER


def _summed(kept: Iterable[Conversation], names: dict[Address, str]) -> Iterator[Spoken]:
    found: dict[tuple[Address, Address, int, int], list[Conversation]] = {}
    for one in kept:
        if not _between_neighbours(one, names):
            found.setdefault((one.source, one.destination, one.protocol, one.port), []).append(one)
    for (source, destination, protocol, port), same in found.items():
        yield Spoken(
            source=str(source),
            source_name=names.get(source, ""),
            destination=str(destination),
            name=names.get(destination, ""),
            protocol=protocol,
            port=port,
            connections=len(same),
            asked=sum(one.asked for one in same),
            answered=sum(one.answered for one in same),
            octets=sum(one.octets for one in same),
        )


def _between_neighbours(one: Conversation, names: dict[Address, str]) -> bool:
    """Tell whether this is what a kernel says of itself on one cable, which leads nowhere."""
    local = (ip_address(one.source), ip_address(one.destination))
    return all(end not in names for end in local) and any(
        end.is_link_local or end.is_multicast or end.is_unspecified for end in local
    )
