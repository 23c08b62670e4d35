"""NAT gateways against the interface endpoints that the tasks need to start, one in each of their zones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sealane.pricing.bill import Line, line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.comparison import Comparison, curve
from sealane.pricing.endpoints import hourly
from sealane.pricing.nat_gateways import nat_gateways, region_of, zones
from sealane.pricing.natted import gateways
from sealane.pricing.places import zones_of
from sealane.pricing.tasks import running
from sealane.pricing.traffic import through_nat
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.needs import TaskSteps
from sealane.startup.sequence import steps
from sealane.startup.step import Undecided
from sealane.world.services import Service
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known, Origin, Unknown, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage


def comparison(world: World, region: Value[str], prices: PriceList, usage: Usage) -> Comparison:
    """Return the NAT gateways of a Region held against endpoints, by the GB that go through."""
    now: list[Line] = []
    for gateway in nat_gateways(world):
        if region_of(world, gateway) == region:
            now += gateways(zones(gateway), region, prices)
    services = [one for one in running(world) if Known(one.setting.region) == region]
    places, needed = _places(world, services), _needed(world, services)
    names = needed.value if isinstance(needed, Known) else ()
    instead = [hourly(Charge.ENDPOINT_HOUR, Origin(name), region, places, prices) for name in names]
    moved = through_nat(world, region, usage)
    origin = Origin(region.value if isinstance(region, Known) else "")
    data = line_of(Charge.ENDPOINT_DATA, origin, region, ((moved, Unit.GIGABYTES),), prices)
    return Comparison(
        unit=Unit.GIGABYTES,
        at=moved,
        now=curve(now, prices.find(Charge.NAT_GATEWAY_DATA, region)),
        instead=curve(instead, prices.find(Charge.ENDPOINT_DATA, region)) if isinstance(needed, Known) else needed,
        lines=(*instead, data) if isinstance(needed, Known) else (),
    )


def _needed(world: World, services: list[Service]) -> Value[tuple[str, ...]]:
    """Return the endpoint services with an interface that some step of a task's start needs.

    A task that was not read, or a step of which nobody knows where it goes, may need one more.
    """
    found = []
    for service in services:
        task = world.find(TaskDefinition, service.task_definition)
        if not isinstance(task, Known):
            return Unknown(f"what {service.origin.name} needs is not known: {task.reason}")
        made = steps(task.value, service.setting)
        for step in made:
            if isinstance(step.carrier, Undecided):
                return Unknown(f"what {service.origin.name} needs for {step.name} is not known: {step.carrier.reason}")
        found.append(TaskSteps(task=task.value.family, steps=made))
    needs = endpoint_needs(tuple(found))
    return Known(tuple(dict.fromkeys(need.suffix for need in needs if need.kind == "Interface")))


def _places(world: World, services: list[Service]) -> Value[Decimal]:
    """Return in how many zones the tasks run."""
    found: set[str] = set()
    for service in services:
        if not isinstance(service.subnets, Known):
            return Unknown(f"the zones of {service.origin.name} are not known: {service.subnets.reason}")
        found |= zones_of(world, service.subnets.value)
    return Known(Decimal(len(found)))
