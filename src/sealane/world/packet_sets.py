"""Exact sets of packets as filters see them: protocol, port and the address of the other end."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.records import dataclass
from sealane.world.address_sets import EVERY_ADDRESS, EVERY_PORT, EVERY_PROTOCOL, Intervals


@dataclass(frozen=True, slots=True)
class Box:
    """Every packet of some protocols, to some ports, with some addresses; empty when one of the three is.

    For ICMP the port stands for the message's type; a protocol without either has every port.
    """

    protocols: Intervals
    ports: Intervals
    addresses: Intervals

    def __bool__(self) -> bool:
        """Tell whether the box holds anything."""
        return bool(self.protocols.parts and self.ports.parts and self.addresses.parts)

    def __and__(self, other: Box) -> Box:
        """Return what both boxes hold."""
        return Box(self.protocols & other.protocols, self.ports & other.ports, self.addresses & other.addresses)

    def __le__(self, other: Box) -> bool:
        """Tell whether the other box holds all of this one."""
        return (
            self.addresses <= other.addresses and self.ports <= other.ports and self.protocols <= other.protocols
        ) or not self

    def without(self, other: Box) -> tuple[Box, ...]:
        """Return what this box holds and the other does not, as disjoint boxes."""
        shared = self & other
        if not shared:
            return (self,)
        rest = (
            Box(self.protocols - other.protocols, self.ports, self.addresses),
            Box(shared.protocols, self.ports - other.ports, self.addresses),
            Box(shared.protocols, shared.ports, self.addresses - other.addresses),
        )
        return tuple(one for one in rest if one)


@dataclass(frozen=True, slots=True)
class Packets:
    """A set of packets as boxes that may overlap."""

    boxes: tuple[Box, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether the set holds anything."""
        return bool(self.boxes)

    def __or__(self, other: Packets) -> Packets:
        """Return what either set holds."""
        return packets((*self.boxes, *other.boxes))

    def __and__(self, other: Packets) -> Packets:
        """Return what both sets hold."""
        return packets(one & two for one in self.boxes for two in other.boxes)

    def __sub__(self, other: Packets) -> Packets:
        """Return what this set holds and the other does not."""
        left = self.boxes
        for cut in other.boxes:
            left = tuple(rest for one in left for rest in one.without(cut))
        return Packets(left)

    def __le__(self, other: Packets) -> bool:
        """Tell whether the other set holds all of this one."""
        return all(any(one <= two for two in other.boxes) or not (Packets((one,)) - other) for one in self.boxes)

    def meets(self, other: Packets) -> bool:
        """Tell whether the sets have anything in common."""
        return any(one & two for one in self.boxes for two in other.boxes)


NO_PACKETS = Packets()
EVERY_PACKET = Packets((Box(EVERY_PROTOCOL, EVERY_PORT, EVERY_ADDRESS),))


def packets(boxes: Iterable[Box]) -> Packets:
    """Make a set of boxes; empty ones and those inside another are left out."""
    kept: list[Box] = []
    for box in boxes:
        if box and not any(box <= other for other in kept):
            kept = [other for other in kept if not other <= box]
            kept.append(box)
    return Packets(tuple(kept))


def within(addresses: Intervals) -> Packets:
    """Return every packet with one of these addresses."""
    return packets((Box(EVERY_PROTOCOL, EVERY_PORT, addresses),))
