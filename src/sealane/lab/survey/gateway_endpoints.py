"""Gateway endpoints: a space that answers for every address of a service's prefix list.

Only tables that are associated lead there, and only from the VPC itself:
https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.listeners import Listener, Stands
from sealane.lab.blueprint.routes import MAIN_TABLE, Lookup, Way
from sealane.lab.blueprint.spaces import End, Link, Space, SpaceKind
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.doors import Door
from sealane.lab.survey.endpoints import HTTPS, usable
from sealane.lab.survey.interfaces import DEFAULT_IPV4
from sealane.lab.survey.known import known
from sealane.lab.survey.labels import INSIDE_DEVICE, device_for, router_of
from sealane.lab.survey.land import Land
from sealane.lab.survey.prefix_lists import blocks_of_service
from sealane.world.endpoints import Endpoint, EndpointKind


def gateway_endpoints(land: Land) -> Iterator[Endpoint]:
    """Yield the gateway endpoints of the VPCs that are drawn."""
    for endpoint in land.world.table(Endpoint).values():
        if endpoint.kind is EndpointKind.GATEWAY and known(endpoint.vpc, "") in land.vpcs and usable(endpoint):
            yield endpoint


def space_of_gateway_endpoint(key: str) -> str:
    """Return the name of a gateway endpoint's space."""
    return f"gateway-endpoint:{key}"


def doors(land: Land) -> Iterator[Door]:
    """Yield what the routes of associated tables lead to."""
    for endpoint in gateway_endpoints(land):
        device = device_for(space_of_gateway_endpoint(endpoint.id))
        yield Door(vpc=known(endpoint.vpc, ""), target=endpoint.id, device=device)


def parts(land: Land) -> Iterator[Space | Link | Way | Lookup | Listener | Undrawn]:
    """Yield the endpoints' spaces, their cables and who listens there."""
    for endpoint in gateway_endpoints(land):
        service = known(endpoint.service_name, "")
        blocks = blocks_of_service(land, service)
        space, router = space_of_gateway_endpoint(endpoint.id), router_of(known(endpoint.vpc, ""))
        if not blocks:
            yield Undrawn(what=f"endpoint {endpoint.origin.name}", why=f"the lab has no gateway service {service!r}")
        yield Space(name=space, kind=SpaceKind.EDGE, stands_for=endpoint.id, answers_for=blocks)
        yield Link(one=End(space=space, device=INSIDE_DEVICE), other=End(space=router, device=device_for(space)))
        yield Lookup(space=router, arriving_on=device_for(space), table=MAIN_TABLE)
        yield Way(space=space, destination=DEFAULT_IPV4, device=INSIDE_DEVICE)
        yield Listener(
            space=space, port=HTTPS, stands=Stands.GATEWAY_ENDPOINT, services=(service,), endpoint=endpoint.id
        )
