"""What VPC endpoints cost: each interface by zone and hour, what goes through them by GB, gateways nothing.

https://aws.amazon.com/privatelink/pricing/ and
https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sealane.pricing.bill import Absent, Line, Omission, line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.places import looked_up, region_of_vpc
from sealane.pricing.usage import HOURS
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.values import Known, Origin, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList
    from sealane.startup.needs import EndpointNeed

_HOURLY: Final = {
    EndpointKind.INTERFACE: Charge.ENDPOINT_HOUR,
    EndpointKind.LOAD_BALANCER: Charge.GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR,
    EndpointKind.RESOURCE: Charge.RESOURCE_ENDPOINT_HOUR,
}


def endpoints(world: World) -> tuple[Endpoint, ...]:
    """Return the endpoints that a source makes, or that are in the account."""
    return tuple(one for key, one in world.table(Endpoint).items() if not looked_up(world, key))


def interfaces(world: World) -> tuple[Endpoint, ...]:
    """Return the interface endpoints among them."""
    return tuple(one for one in endpoints(world) if one.kind is EndpointKind.INTERFACE)


def lines(world: World, prices: PriceList) -> Iterator[Line]:
    """Yield what each endpoint costs by the hour in every zone it has an interface in."""
    for endpoint in endpoints(world):
        region = region_of_vpc(world, endpoint.vpc)
        if endpoint.kind is EndpointKind.GATEWAY:
            yield line_of(Charge.GATEWAY_ENDPOINT, endpoint.origin, region, ((Known(HOURS), Unit.HOURS),), prices)
        elif endpoint.kind in _HOURLY:
            yield hourly(_HOURLY[endpoint.kind], endpoint.origin, region, zones(endpoint), prices)


def zones(endpoint: Endpoint) -> Value[Decimal]:
    """Return in how many zones an endpoint is billed: it has an interface in one subnet of each."""
    subnets = endpoint.subnets
    return Known(Decimal(len(subnets.value))) if isinstance(subnets, Known) else subnets


def hourly(charge: Charge, origin: Origin, region: Value[str], count: Value[Decimal], prices: PriceList) -> Line:
    """Return what an endpoint costs that is there for a whole month."""
    return line_of(charge, origin, region, ((count, Unit.ZONES), (Known(HOURS), Unit.HOURS)), prices)


def lines_of_needs(needs: tuple[EndpointNeed, ...], count: int, region: str, prices: PriceList) -> tuple[Line, ...]:
    """Return what each needed endpoint would cost in so many zones, in the order of the needs."""
    found = []
    for need in needs:
        origin, where = Origin(need.suffix), Known(region)
        if need.kind == "Gateway":
            found.append(line_of(Charge.GATEWAY_ENDPOINT, origin, where, ((Known(HOURS), Unit.HOURS),), prices))
        else:
            found.append(hourly(Charge.ENDPOINT_HOUR, origin, where, Known(Decimal(count)), prices))
    return tuple(found)


def absent(world: World) -> Iterator[Absent]:
    """Yield what endpoints cost that is not in the bill."""
    networks = tuple(one.origin for one in endpoints(world) if one.kind is EndpointKind.SERVICE_NETWORK)
    if networks:
        yield Absent(omission=Omission.SERVICE_NETWORKS, origins=networks)
    afar = tuple(one.origin for one in endpoints(world) if one.service_region != Known(""))
    if afar:
        yield Absent(omission=Omission.CROSS_REGION, origins=afar)
