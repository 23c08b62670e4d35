"""How much traffic goes through the endpoints and NAT gateways of a Region: said, or as it follows from the tasks.

A task's image comes by the S3 gateway endpoint for nothing where there is one; its log goes where the logs endpoint is.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from sealane.pricing import exact
from sealane.pricing.bill import Line, line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.endpoints import endpoints, interfaces
from sealane.pricing.nat_gateways import nat_gateways, region_of
from sealane.pricing.places import region_of_subnets, region_of_vpc
from sealane.pricing.tasks import counted, running
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.values import Known, Origin, Unknown, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage


def lines(world: World, prices: PriceList, usage: Usage) -> Iterator[Line]:
    """Yield the charges by GB of each Region that has what they are for."""
    for region in _regions(world, interfaces(world)):
        quantity = through_endpoints(world, region, usage)
        yield _data(Charge.ENDPOINT_DATA, region, quantity, prices)
    for region in _regions(world, _of_load_balancers(world)):
        yield _data(Charge.GATEWAY_LOAD_BALANCER_ENDPOINT_DATA, region, through_nat(world, region, usage), prices)
    for region in _nat_regions(world):
        yield _data(Charge.NAT_GATEWAY_DATA, region, through_nat(world, region, usage), prices)
    if usage.cross_zone_gb:
        for region in _every_region(world):
            factors = ((Known(usage.cross_zone_gb), Unit.GIGABYTES), (Known(Decimal(2)), Unit.DIRECTIONS))
            yield line_of(Charge.CROSS_ZONE_DATA, _origin(region), region, factors, prices)


def through_endpoints(world: World, region: Value[str], usage: Usage) -> Value[Decimal]:
    """Return the GB through all interface endpoints of a Region."""
    if usage.endpoint_gb is not None:
        return Known(usage.endpoint_gb)
    each = usage.data_gb if interfaces(world) else exact.ZERO
    if _serves(world, "logs"):
        each = exact.total((each, usage.log_gb))
    if not _by_gateway(world) and _serves(world, "s3"):
        each = exact.total((each, exact.product(usage.starts, usage.image_gb)))
    return _of_tasks(world, region, each)


def through_nat(world: World, region: Value[str], usage: Usage) -> Value[Decimal]:
    """Return the GB through all NAT gateways of a Region."""
    if usage.nat_gb is not None:
        return Known(usage.nat_gb)
    each = exact.ZERO if interfaces(world) else usage.data_gb
    if not _serves(world, "logs"):
        each = exact.total((each, usage.log_gb))
    if not _by_gateway(world) and not _serves(world, "s3"):
        each = exact.total((each, exact.product(usage.starts, usage.image_gb)))
    return _of_tasks(world, region, each)


def _of_tasks(world: World, region: Value[str], each: Decimal) -> Value[Decimal]:
    if not each:
        return Known(exact.ZERO)
    found = exact.ZERO
    for service in running(world):
        if Known(service.setting.region) != region:
            continue
        tasks = counted(service)
        if not isinstance(tasks, Known):
            return Unknown(f"how many tasks of {service.origin.name} run is not known: {tasks.reason}")
        found = exact.total((found, exact.product(tasks.value, each)))
    return Known(found)


def _serves(world: World, suffix: str) -> bool:
    ending = f".{suffix}"
    return any(
        isinstance(one.service_name, Known) and one.service_name.value.endswith(ending) for one in interfaces(world)
    )


def _by_gateway(world: World) -> bool:
    return any(
        one.kind is EndpointKind.GATEWAY
        and isinstance(one.service_name, Known)
        and one.service_name.value.endswith(".s3")
        for one in endpoints(world)
    )


def _of_load_balancers(world: World) -> tuple[Endpoint, ...]:
    return tuple(one for one in endpoints(world) if one.kind is EndpointKind.LOAD_BALANCER)


def _regions(world: World, found: tuple[Endpoint, ...]) -> tuple[Value[str], ...]:
    return tuple(dict.fromkeys(region_of_vpc(world, one.vpc) for one in found))


def _nat_regions(world: World) -> tuple[Value[str], ...]:
    return tuple(dict.fromkeys(region_of(world, one) for one in nat_gateways(world)))


def _every_region(world: World) -> tuple[Value[str], ...]:
    return tuple(dict.fromkeys(region_of_subnets(world, one.subnets) for one in running(world)))


def _data(charge: Charge, region: Value[str], quantity: Value[Decimal], prices: PriceList) -> Line:
    return line_of(charge, _origin(region), region, ((quantity, Unit.GIGABYTES),), prices)


def _origin(region: Value[str]) -> Origin:
    return Origin(region.value if isinstance(region, Known) else "")
