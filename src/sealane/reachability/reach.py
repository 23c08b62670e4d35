"""The door: from a seat to a goal and back, every fault on the way found at once."""

from __future__ import annotations

from dataclasses import dataclass

from sealane.reachability.atlas import Atlas
from sealane.reachability.goal import Goal
from sealane.reachability.seat import Seat
from sealane.verdicts.trace import Packet, Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint
from sealane.world.values import Unknown
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
    del world
    packet = Packet(source=seat.origin.name, destination=str(goal), protocol=goal.protocol, port=goal.port)
    return Way(trace=Trace(verdict=Verdict.UNKNOWN, packet=packet, open=(Unknown("not judged yet"),)))
