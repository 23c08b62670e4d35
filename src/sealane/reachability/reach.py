"""The door: from a seat to a goal and back, every fault on the way found at once."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas, atlas_of
from sealane.reachability.goal import AddressGoal, Goal, HostGoal, InternetGoal, MountGoal
from sealane.reachability.outcome import Outcome, opened
from sealane.reachability.seat import Seat
from sealane.reachability.start import Start, start_of
from sealane.reachability.to_address import to_address
from sealane.reachability.to_file_system import to_file_system
from sealane.reachability.to_host import to_host
from sealane.reachability.to_internet import to_internet
from sealane.records import dataclass
from sealane.verdicts.trace import Packet, Trace
from sealane.world.endpoints import Endpoint
from sealane.world.values import Known, Unknown, Unread
from sealane.world.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A trace and what carries its packets.

    `endpoints` are the endpoints that carry them, or would if nothing stood in the way; `internet` says that they pass
    public addresses without one.
    """

    trace: Trace
    endpoints: tuple[Endpoint, ...] = ()
    internet: bool = False


def reach(world: World | Atlas, seat: Seat, goal: Goal) -> Trace:
    """Follow a packet from a seat to a goal and its answer back."""
    return way(world, seat, goal).trace


def way(world: World | Atlas, seat: Seat, goal: Goal) -> Way:
    """Follow a packet as `reach` does, and say what carries it."""
    atlas = atlas_of(world)
    return atlas.answer(("way", atlas.interned(seat), atlas.interned(goal)), lambda: _way(atlas, seat, goal))


def _way(atlas: Atlas, seat: Seat, goal: Goal) -> Way:
    start = start_of(atlas, seat)
    if isinstance(start, Unknown | Unread):
        return Way(trace=_trace(seat.origin.name, goal, opened(start)))
    return way_from(atlas, start, goal)


def way_from(atlas: Atlas, start: Start, goal: Goal) -> Way:
    """Follow a packet from a seat that is ready."""
    outcome, endpoints, internet = _to(atlas, start, goal)
    trace = _trace(start.end.text, goal, outcome, endpoints[0].id if endpoints else "")
    return Way(trace=trace, endpoints=endpoints, internet=internet)


def _to(atlas: Atlas, start: Start, goal: Goal) -> tuple[Outcome, tuple[Endpoint, ...], bool]:
    match goal:
        case HostGoal():
            return to_host(atlas, start, goal)
        case MountGoal():
            return to_file_system(atlas, start, goal), (), False
        case AddressGoal():
            return to_address(atlas, start, goal)
        case InternetGoal():
            return to_internet(atlas, start, goal), (), True


def _trace(source: str, goal: Goal, outcome: Outcome, endpoint: str = "") -> Trace:
    packet = Packet(source=source, destination=_named(goal), protocol=goal.protocol, port=goal.port)
    return Trace(
        verdict=outcome.verdict,
        packet=packet,
        forward=outcome.forward,
        back=outcome.back,
        blocks=outcome.blocks,
        open=outcome.open,
        endpoint=endpoint,
    )


def _named(goal: Goal) -> str:
    match goal:
        case HostGoal() | MountGoal():
            return goal.host.value if isinstance(goal.host, Known) else ""
        case AddressGoal():
            return goal.address
        case InternetGoal():
            return "internet"
