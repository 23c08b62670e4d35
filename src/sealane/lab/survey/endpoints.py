"""Interface endpoints: an address in each of their subnets, behind their security groups.

https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.listeners import Listener, Stands
from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.claims import Claim
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.land import Land
from sealane.world.endpoints import Endpoint, EndpointKind

HTTPS = 443
AVAILABLE = "available"


def usable(endpoint: Endpoint) -> bool:
    """Tell whether an endpoint carries anything: only one that is available does.

    https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
    """
    return known(endpoint.state, "").lower() == AVAILABLE


def interface_endpoints(land: Land) -> Iterator[Endpoint]:
    """Yield the interface endpoints of the VPCs that are drawn."""
    for endpoint in land.world.table(Endpoint).values():
        if endpoint.kind is EndpointKind.INTERFACE and known(endpoint.vpc, "") in land.vpcs and usable(endpoint):
            yield endpoint


def space_of_endpoint(endpoint: str, subnet: str) -> str:
    """Return the name of the space of an endpoint's interface."""
    return f"endpoint:{endpoint}:{subnet}"


def claims(land: Land) -> Iterator[Claim | Undrawn]:
    """Yield the interfaces of interface endpoints, and what is said of endpoints that cannot be drawn."""
    yield from _undrawn(land)
    for endpoint in interface_endpoints(land):
        addresses = dict(endpoint.addresses)
        for subnet in known(endpoint.subnets, ()):
            if subnet not in land.plots:
                yield Undrawn(what=f"endpoint {endpoint.origin.name} in {subnet}", why="the subnet is not drawn")
                continue
            yield Claim(
                name=space_of_endpoint(endpoint.id, subnet),
                kind=SpaceKind.INTERFACE,
                stands_for=endpoint.id,
                subnet=subnet,
                groups=known(endpoint.security_groups, ()),
                addresses=(addresses[subnet],) if subnet in addresses else (),
            )


def listeners(land: Land) -> Iterator[Listener]:
    """Yield who accepts connections at the endpoints' addresses."""
    for endpoint in interface_endpoints(land):
        for subnet in known(endpoint.subnets, ()):
            if subnet in land.plots:
                yield Listener(
                    space=space_of_endpoint(endpoint.id, subnet),
                    port=HTTPS,
                    stands=Stands.INTERFACE_ENDPOINT,
                    services=(known(endpoint.service_name, ""),),
                    endpoint=endpoint.id,
                )


def _undrawn(land: Land) -> Iterator[Undrawn]:
    for endpoint in land.world.table(Endpoint).values():
        if known(endpoint.vpc, "") not in land.vpcs:
            yield from unknowns(f"endpoint {endpoint.origin.name}", endpoint.vpc)
            continue
        values = (endpoint.state, endpoint.service_name, endpoint.subnets, endpoint.security_groups)
        yield from unknowns(f"endpoint {endpoint.origin.name}", *values)
        if endpoint.kind not in {EndpointKind.INTERFACE, EndpointKind.GATEWAY}:
            yield Undrawn(what=f"endpoint {endpoint.origin.name}", why=f"the lab has no {endpoint.kind} endpoints")
