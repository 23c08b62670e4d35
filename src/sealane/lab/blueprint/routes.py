"""Routes of a space, and which of its tables a packet is looked up in."""

from __future__ import annotations

import enum

from sealane.lab.blueprint.addresses import Address, Network
from sealane.records import dataclass

MAIN_TABLE = 254


class RouteKind(enum.StrEnum):
    """What becomes of a packet; a black hole drops it without a word, as AWS does."""

    DEVICE = "device"
    BLACKHOLE = "blackhole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One route of a space's table: where packets to `destination` leave.

    `source` is the address that the space itself sends from by this route; `None` leaves the choice to the kernel.
    """

    space: str
    destination: Network
    table: int = MAIN_TABLE
    kind: RouteKind = RouteKind.DEVICE
    device: str = ""
    source: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Packets that arrive on a device are looked up in a table, and nowhere else: what it does not know is dropped."""

    space: str
    arriving_on: str
    table: int
