"""Packets on their way out of a VPC, and a route that does not take them."""

from __future__ import annotations

from sealane.reachability.blocks.towards import Towards
from sealane.reachability.blocks.ways import NoWayOut, Obstruction
from sealane.reachability.ends import End
from sealane.reachability.outcome import Outcome
from sealane.reachability.routes import Lanes
from sealane.reachability.sieve import Asked
from sealane.reachability.start import Start
from sealane.reachability.targets import Target
from sealane.records import dataclass
from sealane.verdicts.trace import Hop
from sealane.world.route_tables import Route


@dataclass(frozen=True, slots=True)
class Trip:
    """Where packets start, where they go, what they are."""

    start: Start
    end: End
    asked: Asked
    towards: Towards


def stopped(
    trip: Trip, lanes: Lanes, because: Obstruction, route: Route | None = None, target: Target | None = None
) -> Outcome:
    """Return that a table has no route for the packets, or one that cannot be used."""
    block = NoWayOut(
        table=lanes.table,
        because=because,
        towards=trip.towards,
        route=route,
        target=target.origin if target else None,
        subnet=trip.start.subnet,
    )
    rule = route.origin if route else lanes.table.origin
    hop = Hop(kind="route-table", origin=lanes.table.origin, rule=rule, does="drops", detail=because.value)
    return Outcome(blocks=(block,), forward=(hop,))
