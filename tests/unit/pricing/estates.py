"""Small worlds with a price: each part is a function with as few arguments as the tests need."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sealane.pricing.charge import Charge
from sealane.pricing.price import Price, Status, Tier
from sealane.pricing.price_list import PriceList, price_list
from sealane.records import replace
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gateways import NatGateway
from sealane.world.services import RunnerKind, Service
from sealane.world.subnets import Subnet
from sealane.world.tasks import Container, LogConfiguration, Setting, TaskDefinition
from sealane.world.values import Known, Origin, Value
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, Source, World, world_of

REGION = "us-east-1"
LOG = (("awslogs-group", "/ecs/app"), ("awslogs-region", REGION), ("awslogs-stream-prefix", "app"))


def estate(*facts: Fact, region: str = REGION, zones: int = 2, prefix: str = "") -> World:
    """Return a world with one VPC in so many zones and these facts."""
    return world_of(Source(kind="test", name="estate"), [*place(region, zones, prefix), *facts])


def together(*worlds: World) -> World:
    """Return a world with everything of several."""
    facts = [fact for world in worlds for table in world.tables.values() for fact in table.values()]
    return world_of(Source(kind="test", name="estates"), facts)


def place(region: str = REGION, zones: int = 2, prefix: str = "") -> list[Fact]:
    """Return a VPC with its subnets."""
    vpc = f"{prefix}vpc"
    subnets = [
        Subnet(
            id=name,
            origin=Origin(name),
            vpc=Known(vpc),
            cidr=Known("10.0.0.0/24"),
            zone_name=Known(f"{region}{'abcdef'[number]}"),
        )
        for number, name in enumerate(subnet_names(zones, prefix))
    ]
    return [Vpc(id=vpc, origin=Origin(vpc), cidrs=Known(("10.0.0.0/16",)), region=Known(region)), *subnets]


def subnet_names(zones: int = 2, prefix: str = "") -> tuple[str, ...]:
    """Return the keys of the subnets of so many zones."""
    return tuple(f"{prefix}subnet-{number}" for number in range(zones))


def interface(suffix: str, *, zones: int = 2, region: str = REGION, prefix: str = "") -> Endpoint:
    """Return an interface endpoint with an interface in each zone."""
    return Endpoint(
        id=f"{prefix}{suffix}",
        origin=Origin(f"{prefix}{suffix}"),
        vpc=Known(f"{prefix}vpc"),
        service_name=Known(f"com.amazonaws.{region}.{suffix}"),
        kind=EndpointKind.INTERFACE,
        subnets=Known(subnet_names(zones, prefix)),
    )


def gateway(region: str = REGION, prefix: str = "") -> Endpoint:
    """Return the gateway endpoint of S3."""
    return Endpoint(
        id=f"{prefix}s3",
        origin=Origin(f"{prefix}s3"),
        vpc=Known(f"{prefix}vpc"),
        service_name=Known(f"com.amazonaws.{region}.s3"),
        kind=EndpointKind.GATEWAY,
    )


def nat(number: int = 0, prefix: str = "") -> NatGateway:
    """Return a public NAT gateway in one of the subnets."""
    key = f"{prefix}nat-{number}"
    return NatGateway(
        id=key,
        origin=Origin(key),
        subnet=Known(f"{prefix}subnet-{number}"),
        public=Known(True),  # noqa: FBT003 - a value
    )


def service(
    name: str = "app",
    *,
    tasks: Value[int] = Known(1),
    region: str = REGION,
    kind: RunnerKind = RunnerKind.SERVICE,
    spot: Value[bool] = Known(False),  # noqa: FBT003 - a value
    prefix: str = "",
) -> Service:
    """Return what runs the task of the same name."""
    return Service(
        id=f"{prefix}{name}-service",
        origin=Origin(f"{prefix}{name}"),
        name=Known(name),
        task_definition=Known(f"{prefix}{name}-task"),
        subnets=Known(subnet_names(2, prefix)),
        security_groups=Known(()),
        setting=Setting(partition="aws", region=region, account=Known("111122223333")),
        kind=kind,
        tasks=tasks,
        spot=spot,
    )


def task(name: str = "app", *, prefix: str = "", logs: str = "awslogs", **more: Any) -> TaskDefinition:
    """Return a task with one container, of the smallest size unless `more` says otherwise."""
    image = Known(f"111122223333.dkr.ecr.{REGION}.amazonaws.com/demo/app:1.0")
    smallest = TaskDefinition(
        id=f"{prefix}{name}-task",
        family=name,
        origin=Origin(f"{prefix}{name}-task"),
        containers=(Container(name=name, image=image, log=LogConfiguration(driver=logs, options=Known(LOG))),),
        cpu=Known("256"),
        memory=Known("512"),
    )
    return replace(smallest, **more)


def price(charge: Charge, *tiers: tuple[str, str], region: str = REGION, status: Status = Status.CONFIRMED) -> Price:
    """Return a price; a pair is the number above which it counts and what a unit costs."""
    return Price(
        charge=charge,
        region=region,
        tiers=tuple(Tier(above=Decimal(above), price=Decimal(cost)) for above, cost in tiers),
        status=status,
        date="2026-01-01",
        link="https://aws.amazon.com/pricing/",
    )


def round_prices(region: str = REGION) -> PriceList:
    """Return a list in which every unit of everything costs a cent."""
    prices = [price(charge, ("0", "0.01"), region=region) for charge in Charge]
    return price_list("a cent for everything", "2026-01-01", prices)
