"""Whether any packet at all gets in."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.leaks import Leaks
from sealane.reachability.seat import Seat
from sealane.world.values import Unknown
from sealane.world.world import World


def ways_in(world: World | Atlas, seat: Seat) -> Leaks:
    """Return every way in of a seat."""
    del world, seat
    return Leaks(open=(Unknown("not judged yet"),))
