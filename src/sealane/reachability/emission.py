"""All the packets that a seat's groups and the ACL of its subnet let out, or in, as sets.

Rules that name groups mean private addresses, so they let nothing of the internet pass. A rule for a list of AWS's
whose blocks no source has stands beside the sets, by the list's name.
https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

from sealane.reachability.acl_entries import acl_filter
from sealane.reachability.atlas import Atlas
from sealane.reachability.group_rules import Filter, filter_of
from sealane.reachability.network_acls import acl_of
from sealane.reachability.outcome import Reason
from sealane.reachability.seat import Seat
from sealane.records import dataclass
from sealane.world.address_sets import PUBLIC_IPV4, PUBLIC_IPV6, addresses_of
from sealane.world.packet_sets import EVERY_PACKET, NO_PACKETS, Box, Packets, packets, within
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.values import Known

# IPv6 packets to these addresses leave as IPv4 ones by a NAT gateway:
# https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
NAT64 = addresses_of(("64:ff9b::/96",))
OUTSIDE_IPV4 = PUBLIC_IPV4
OUTSIDE_IPV6 = PUBLIC_IPV6 | NAT64
_PRIVATE_LIST = ".vpc-lattice"


@dataclass(frozen=True, slots=True)
class Emission:
    """Packets that pass: for certain, at most, why the two differ, and what passes to lists of AWS's by their names.

    Each list has the packets to it as if it were everywhere, and whether they surely pass.
    """

    surely: Packets
    possibly: Packets
    open: tuple[Reason, ...] = ()
    lists: tuple[tuple[str, Box, bool], ...] = ()


def emission_of(atlas: Atlas, seat: Seat, subnet: Subnet, direction: Direction) -> Emission:
    """Return the packets to or from public addresses that pass a seat's groups and the ACL of its subnet."""
    groups = seat.security_groups
    key = groups.value if isinstance(groups, Known) else groups
    question = ("emission", key, subnet.id, direction)
    return atlas.answer(question, lambda: _emission(atlas, seat, subnet, direction))


def _emission(atlas: Atlas, seat: Seat, subnet: Subnet, direction: Direction) -> Emission:
    groups = seat.security_groups
    if isinstance(groups, Known):
        own = (
            _of_groups(filter_of(atlas, groups.value, direction))
            if groups.value
            else Emission(EVERY_PACKET, EVERY_PACKET)
        )
    else:
        own = Emission(NO_PACKETS, EVERY_PACKET, (groups,))
    public = within(OUTSIDE_IPV4 | OUTSIDE_IPV6)
    acl = acl_of(atlas, subnet)
    if not isinstance(acl, Known):
        return Emission(NO_PACKETS, own.possibly & public, (*own.open, acl), own.lists)
    border = acl_filter(atlas, acl.value, direction)
    lists = tuple(
        (name, box, sure and Packets((box,)) <= border.surely)
        for name, box, sure in own.lists
        if Packets((box,)).meets(border.possibly)
    )
    unsure = [border.why[0]] if border.why and not (own.possibly & public) <= border.surely else []
    return Emission(
        own.surely & border.surely & public,
        own.possibly & border.possibly & public,
        (*own.open, *unsure),
        lists,
    )


def _of_groups(groups: Filter) -> Emission:
    plain = [part for part in groups.parts if not (part.group or part.list_name or part.listed)]
    surely = packets(part.surely for part in plain if part.surely)
    possibly = packets(part.possibly for part in plain)
    why = dict.fromkeys(reason for part in groups.parts if not part.group for reason in part.why)
    unread = [part for part in groups.parts if part.listed and part.list_name]
    lists = tuple(
        (part.list_name, _everywhere(part.possibly), part.surely is not None)
        for part in unread
        if not part.list_name.endswith(_PRIVATE_LIST)
    )
    if groups.open:
        return Emission(surely, EVERY_PACKET, (*groups.open, *why), lists)
    return Emission(surely, possibly, tuple(why), lists)


def _everywhere(box: Box) -> Box:
    return Box(box.protocols, box.ports, PUBLIC_IPV4)
