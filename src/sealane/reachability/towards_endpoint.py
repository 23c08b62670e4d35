"""Packets to an interface endpoint, in the task's own VPC or in another one that names lead to."""

from __future__ import annotations

from sealane.reachability.across import deliver_across
from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.reachability.inside import deliver
from sealane.reachability.landings import landings_of
from sealane.reachability.outcome import Outcome, every, opened
from sealane.reachability.sieve import Asked
from sealane.reachability.start import Start
from sealane.reachability.trip import Trip
from sealane.world.endpoints import Endpoint
from sealane.world.values import Known, Unknown, Unread


def to_endpoint(atlas: Atlas, start: Start, endpoint: Endpoint, asked: Asked) -> Outcome:
    """Follow packets to every interface of an endpoint: names lead to each of them in turn.

    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """
    landings = landings_of(atlas, endpoint)
    if isinstance(landings, Unknown | Unread):
        return opened(landings)
    towards = Towards(kind=TowardsKind.ENDPOINTS, key=_vpc(endpoint))
    found = []
    for landing in landings:
        # An endpoint's interfaces are in its own VPC, so either of the two tells where they are.
        where = landing.subnet.vpc if isinstance(landing.subnet.vpc, Known) else endpoint.vpc
        if not isinstance(where, Known):
            found.append(opened(where))
        elif where.value == start.vpc.id:
            found.append(deliver(atlas, start, landing, asked, towards))
        else:
            trip = Trip(start, landing.end, asked, towards)
            found.append(deliver_across(atlas, trip, landing))
    return every(found)


def _vpc(endpoint: Endpoint) -> str:
    return endpoint.vpc.value if isinstance(endpoint.vpc, Known) else ""
