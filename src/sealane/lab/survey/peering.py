"""Peering connections: a cable between two routers, which leads to the other VPC's interfaces and never through it.

https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.routes import MAIN_TABLE, Lookup
from sealane.lab.blueprint.spaces import End, Link
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.doors import Door
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.labels import device_for, router_of
from sealane.lab.survey.land import Land
from sealane.world.gateways import PeeringConnection


def connections(land: Land) -> Iterator[tuple[str, str, str]]:
    """Yield the key and both VPCs of every connection that works between VPCs that are drawn."""
    for one in land.world.table(PeeringConnection).values():
        ends = (known(one.requester, ""), known(one.accepter, ""))
        if known(one.status, "") == "active" and all(end in land.vpcs for end in ends) and ends[0] != ends[1]:
            yield (one.id, *ends)


def device_of_peering(key: str) -> str:
    """Return the name of the device of a connection, the same in both routers."""
    return device_for(f"peering:{key}")


def doors(land: Land) -> Iterator[Door]:
    """Yield what routes to peering connections lead to."""
    for key, *ends in connections(land):
        for vpc in ends:
            yield Door(vpc=vpc, target=key, device=device_of_peering(key))


def parts(land: Land) -> Iterator[Link | Lookup | Undrawn]:
    """Yield the cables, and what is not known of connections."""
    for key, one, other in connections(land):
        device = device_of_peering(key)
        ends = (End(space=router_of(one), device=device), End(space=router_of(other), device=device))
        yield Link(one=ends[0], other=ends[1])
        for end in ends:
            yield Lookup(space=end.space, arriving_on=device, table=MAIN_TABLE)
    for connection in land.world.table(PeeringConnection).values():
        ends_known = {known(connection.requester, ""), known(connection.accepter, "")}
        if ends_known & set(land.vpcs):
            values = (connection.requester, connection.accepter, connection.status)
            yield from unknowns(f"peering connection {connection.origin.name}", *values)
            for vpc in sorted(ends_known - set(land.vpcs) - {""}):
                yield Undrawn(what=f"VPC {vpc} behind {connection.origin.name}", why="it is not in the source")
