"""What a route leads to.

https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.outcome import Reason
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.route_tables import Route
from sealane.world.transit import TransitGateway
from sealane.world.values import Known, Unread

Target = Gateway | NatGateway | Endpoint | NetworkInterface | Instance | PeeringConnection | TransitGateway


def target_of(atlas: Atlas, route: Route) -> Target | Reason:
    """Return the fact that a route leads to; one that the source does not have is not known."""
    if not isinstance(route.target, Known):
        return route.target
    key = route.target.value
    found: Target | None = (
        atlas.fact(Gateway, key)
        or atlas.fact(NatGateway, key)
        or atlas.fact(NetworkInterface, key)
        or atlas.fact(Instance, key)
        or atlas.fact(PeeringConnection, key)
        or atlas.fact(TransitGateway, key)
        or atlas.fact(Endpoint, key)
    )
    return found or Unread(f"{key or 'the target of ' + route.origin.name} is not in {atlas.world.source.name}")
