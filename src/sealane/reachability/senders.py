"""A seat with all that it may send outside, and which part of it takes which route."""

from __future__ import annotations

from sealane.reachability.emission import OUTSIDE_IPV4, OUTSIDE_IPV6, Emission
from sealane.reachability.ends import End
from sealane.reachability.outcome import Reason
from sealane.reachability.routes import Lane, Lanes
from sealane.reachability.seat import Seat
from sealane.records import dataclass
from sealane.world.address_sets import PUBLIC_IPV4, Intervals
from sealane.world.packet_sets import NO_PACKETS, Packets, within
from sealane.world.subnets import Subnet
from sealane.world.values import Unknown

# AWS's list for a service holds far fewer addresses than this, so a larger set has others beside them.
_MORE_THAN_A_LIST = 1 << 28
_OUTSIDE = OUTSIDE_IPV4 | OUTSIDE_IPV6


@dataclass(frozen=True, slots=True)
class Sender:
    """Where packets come from, and which groups and ACL let out."""

    seat: Seat
    subnet: Subnet
    end: End
    lanes: Lanes
    emission: Emission


@dataclass(frozen=True, slots=True)
class Sent:
    """Packets on one route: for certain, at most, and why the two differ."""

    surely: Packets
    possibly: Packets
    open: tuple[Reason, ...] = ()


def may_lead_out(lanes: Lanes) -> bool:
    """Tell whether a table has any route that could lead out, so that most tables are looked at no further."""
    if lanes.adrift or lanes.open:
        return True
    return any(lane.route is not None and not lane.local and lane.addresses.meets(_OUTSIDE) for lane in lanes.lanes)


def shares(lanes: Lanes) -> list[tuple[Lane, Intervals]]:
    """Return the outside addresses that each lane takes, those of the lanes before it left out."""
    found: list[tuple[Lane, Intervals]] = []
    rest = _OUTSIDE
    for lane in lanes.lanes:
        taken = rest & lane.addresses
        if taken:
            found.append((lane, taken))
            rest -= taken
    return found


def sent(sender: Sender, addresses: Intervals) -> Sent:
    """Return what a seat sends to the outside addresses of one lane.

    What a rule lets out to a list of AWS's goes to the gateway endpoint where the table has one for it, and to the
    routes of public addresses otherwise.
    """
    emission, here = sender.emission, within(addresses)
    surely, possibly, why = emission.surely & here, emission.possibly & here, emission.open
    carried = {lane.list_name for lane in sender.lanes.lanes if lane.list_name and lane.endpoint is not None}
    doubtful = {name for name, _ in sender.lanes.lists}
    why = (*why, *(reason for _, reason in sender.lanes.lists))
    for name, box, certain in emission.lists:
        sure = certain and not doubtful & {name, ""} and not sender.lanes.open
        if name not in carried and addresses.meets(PUBLIC_IPV4):
            listed = Packets((box,)) & here
            surely, possibly = (surely | listed if sure and addresses >= PUBLIC_IPV4 else surely), possibly | listed
    unread = doubtful or (carried and not _has_blocks(sender.lanes, carried))
    if unread and surely and not _more_than_a_list(surely):
        which = " and ".join(sorted(filter(None, carried | doubtful))) or "a gateway endpoint"
        why = (*why, Unknown(f"which of these addresses {which} has"))
        surely = NO_PACKETS
    return Sent(surely, possibly, why)


def _has_blocks(lanes: Lanes, carried: set[str]) -> bool:
    """Tell whether the blocks of the lists of all gateway endpoints are known, and so taken from the other lanes."""
    known = {
        lane.endpoint.service_name for lane in lanes.lanes if lane.endpoint and not lane.list_name and lane.addresses
    }
    return len(known) == len(carried)


def _more_than_a_list(surely: Packets) -> bool:
    return any(box.addresses.size >= _MORE_THAN_A_LIST for box in surely.boxes)
