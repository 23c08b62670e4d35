"""Network ACLs as filters: entries in the order of their numbers, the first that matches decides.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.outcome import Reason
from sealane.reachability.protocols import services_of
from sealane.records import dataclass
from sealane.world.address_sets import EVERY_ADDRESS
from sealane.world.address_sets import block as read_block
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.packet_sets import EVERY_PACKET, NO_PACKETS, Box, Packets
from sealane.world.security_groups import Direction
from sealane.world.values import Known, Unknown


@dataclass(frozen=True, slots=True)
class Ordered:
    """One entry with the packets it matches, for certain and at most."""

    entry: AclEntry
    surely: Box | None
    possibly: Box
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class AclFilter:
    """One direction of an ACL: what passes for certain and at most, and why the two differ."""

    acl: NetworkAcl
    entries: tuple[Ordered, ...]
    surely: Packets
    possibly: Packets
    why: tuple[Reason, ...]

    def decides(self, packet: Box) -> AclEntry | None:
        """Return the first entry that surely matches a packet, `None` for the closing one."""
        return next((one.entry for one in self.entries if one.surely is not None and packet <= one.surely), None)


def acl_filter(atlas: Atlas, acl: NetworkAcl, direction: Direction) -> AclFilter:
    """Return the filter of an ACL in a direction."""
    return atlas.answer(("acl", acl.id, direction), lambda: _filter(atlas.fact(NetworkAcl, acl.id) or acl, direction))


def _filter(acl: NetworkAcl, direction: Direction) -> AclFilter:
    mine = [_ordered(entry) for entry in acl.entries if entry.direction is direction]
    placed = sorted((one for one in mine if isinstance(one.entry.number, Known)), key=_number)
    adrift = [one for one in mine if not isinstance(one.entry.number, Known)]
    # An entry whose place is unknown may come first: what it could match is certain of nothing any more.
    unmatched_surely = EVERY_PACKET - Packets(tuple(one.possibly for one in adrift))
    unmatched_possibly = EVERY_PACKET
    surely, possibly = NO_PACKETS, Packets(tuple(one.possibly for one in adrift if _may_allow(one)))
    for one in placed:
        sure, most = Packets((one.surely,) if one.surely else ()), Packets((one.possibly,))
        if one.entry.allow == Known(value=True):
            surely |= unmatched_surely & sure
        if _may_allow(one):
            possibly |= unmatched_possibly & most
        unmatched_surely -= most
        unmatched_possibly -= sure
    if acl.hidden:
        surely, possibly = NO_PACKETS, EVERY_PACKET
    why = (*acl.hidden, *(reason for one in (*placed, *adrift) for reason in one.why))
    return AclFilter(acl, tuple(placed), surely, possibly, tuple(dict.fromkeys(why)))


def _number(one: Ordered) -> int:
    return one.entry.number.value if isinstance(one.entry.number, Known) else 0


def _may_allow(one: Ordered) -> bool:
    return one.entry.allow != Known(value=False)


def _ordered(entry: AclEntry) -> Ordered:
    sure, most, why = services_of(entry.protocol, entry.from_port, entry.to_port)
    reasons = [*why, *(value for value in (entry.number, entry.allow) if not isinstance(value, Known))]
    if not isinstance(entry.cidr, Known):
        return Ordered(entry, None, Box(*most, EVERY_ADDRESS), (*reasons, entry.cidr))
    found = read_block(entry.cidr.value)
    if found is None:
        bad = Unknown(f"{entry.cidr.value!r} is not a CIDR block")
        return Ordered(entry, None, Box(*most, EVERY_ADDRESS), (*reasons, bad))
    surely = Box(*sure, found.addresses) if sure[0] else None
    return Ordered(entry, surely, Box(*most, found.addresses), tuple(reasons))
