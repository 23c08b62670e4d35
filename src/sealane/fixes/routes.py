"""Ways to the internet that are taken away: a route, or a public address."""

from __future__ import annotations

from sealane.fixes.case import Case
from sealane.fixes.change import Proposal, changed
from sealane.reachability.blocks.leaks import (
    InternetByIpv6,
    InternetByNat,
    InternetByNatInstance,
    InternetByPublicAddress,
    InternetByTransit,
    ReachableFromInternet,
)
from sealane.records import replace
from sealane.world.load_balancers import LoadBalancer
from sealane.world.route_tables import RouteTable
from sealane.world.values import Known

_OFF: Known[bool] = Known(False)  # noqa: FBT003 - a value


def without_route(
    block: InternetByNat | InternetByNatInstance | InternetByIpv6 | InternetByTransit, case: Case
) -> Proposal | None:
    """Take the route out of the table as the world has it."""
    table = case.world.table(RouteTable).get(block.table.id)
    if table is None or block.route not in table.routes:
        return None
    return changed(table, replace(table, routes=tuple(route for route in table.routes if route != block.route)))


def without_address(block: InternetByPublicAddress | ReachableFromInternet, case: Case) -> Proposal | None:
    """Give the tasks no public address; a load balancer is made internal by its owner, for that replaces it."""
    if isinstance(block, ReachableFromInternet) and (isinstance(block.entrance, LoadBalancer) or block.ipv6):
        return None
    service = case.proof.service
    return changed(service, replace(service, public_address=_OFF))
