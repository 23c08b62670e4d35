"""The names of a service that a gateway endpoint carries: with Amazon's name server, both DNS attributes must be on.

AWS does not document what comes of one alone; here those whose table leads to the endpoint get no answer:
https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.names import Answer
from sealane.lab.survey.gateway_endpoints import gateway_endpoints
from sealane.lab.survey.known import known, network_of
from sealane.lab.survey.land import Land
from sealane.lab.survey.prefix_lists import blocks_of_service
from sealane.world.values import Known
from sealane.world.vpcs import Vpc


def answers(land: Land, vpc: Vpc, public: tuple[Answer, ...]) -> Iterator[Answer]:
    """Yield what the names are for those that an endpoint would carry, and after that what they are for others."""
    if vpc.dns_hostnames != Known(False):  # noqa: FBT003 - a value
        return
    for endpoint in gateway_endpoints(land):
        if known(endpoint.vpc, "") != vpc.id:
            continue
        tables = known(endpoint.route_tables, ())
        carried = [
            plot for plot in land.plots.values() if plot.vpc == vpc.id and plot.table and plot.table.id in tables
        ]
        clients = tuple(str(plot.ipv4) for plot in carried if plot.ipv4 is not None)
        blocks = [network_of(one) for one in blocks_of_service(land, known(endpoint.service_name, ""))]
        for one in public:
            theirs = any(block is not None and address in block for address in one.addresses for block in blocks)
            if theirs and clients:
                yield Answer(name=one.name, silent=True, clients=clients)
                yield one
