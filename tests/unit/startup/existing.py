"""A healthy existing VPC, and the wounds that tests give it."""

from __future__ import annotations

from dataclasses import replace

from sealane.startup.endpoints import endpoint_needs
from sealane.startup.supply import Supply, missing
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.existing_network import ExistingNetwork
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Origin
from sealane.world.vpcs import Vpc
from tests.unit.startup.tasks import APP, AWSLOGS, start, with_app

NEEDS = endpoint_needs([start(with_app(replace(APP, log=AWSLOGS)))])
SUBNETS = ("subnet-a", "subnet-b")
VPC = Known("vpc-1")
HTTPS_FROM_VPC = GroupRule(
    origin=Origin("sg-1"),
    direction=Direction.INGRESS,
    protocol=Known("tcp"),
    from_port=Known(443),
    to_port=Known(443),
    kind=PeerKind.CIDR,
    peer=Known("10.0.0.0/16"),
)
GROUP = SecurityGroup(id="sg-1", origin=Origin("sg-1"), vpc=VPC, name=Known("endpoints"), rules=(HTTPS_FROM_VPC,))


def subnet(letter: str, number: int) -> Subnet:
    """Return a subnet in a zone of its own."""
    return Subnet(
        id=f"subnet-{letter}",
        origin=Origin(f"subnet-{letter}"),
        vpc=VPC,
        cidr=Known(f"10.0.{number}.0/24"),
        zone_id=Known(f"use1-az{number}"),
        zone_name=Known(f"us-east-1{letter}"),
        free_addresses=Known(251),
    )


def interface(suffix: str) -> Endpoint:
    """Return an endpoint that serves."""
    return Endpoint(
        id=f"vpce-{suffix}",
        origin=Origin(f"vpce-{suffix}"),
        vpc=VPC,
        service_name=Known(f"com.amazonaws.us-east-1.{suffix}"),
        kind=EndpointKind.INTERFACE,
        private_dns=Known(value=True),
        subnets=Known(("subnet-a",)),
        security_groups=Known(("sg-1",)),
    )


GATEWAY = Endpoint(
    id="vpce-s3",
    origin=Origin("vpce-s3"),
    vpc=VPC,
    service_name=Known("com.amazonaws.us-east-1.s3"),
    kind=EndpointKind.GATEWAY,
    route_tables=Known(("rtb-1",)),
)
TABLE = RouteTable(id="rtb-1", origin=Origin("rtb-1"), vpc=VPC, subnets=SUBNETS)
MAIN = replace(TABLE, id="rtb-main", main=True, subnets=())
HEALTHY = ExistingNetwork(
    vpc=Vpc(
        id="vpc-1",
        origin=Origin("vpc-1"),
        cidrs=Known(("10.0.0.0/16",)),
        dns_support=Known(value=True),
        dns_hostnames=Known(value=True),
    ),
    subnets=(subnet("a", 1), subnet("b", 2)),
    route_tables=(MAIN, TABLE),
    endpoints=(interface("ecr.api"), interface("ecr.dkr"), interface("logs"), GATEWAY),
    security_groups=(GROUP,),
    name_servers=Known(("AmazonProvidedDNS",)),
)


def named(endpoint: Endpoint, suffix: str) -> bool:
    """Tell whether an endpoint is of the service with a suffix."""
    return endpoint.service_name == Known(f"com.amazonaws.us-east-1.{suffix}")


def route(destination: str, target: str, *, active: bool = True) -> Route:
    """Return a route of the tasks' table."""
    return Route(origin=Origin("rtb-1"), destination=Known(destination), target=Known(target), active=active)


def seen(network: ExistingNetwork = HEALTHY, *, subnets: tuple[str, ...] = SUBNETS, tasks: int = 0) -> Supply:
    """Compare the needs of a plain task with logs with a network."""
    return missing(NEEDS, network, subnets, tasks=tasks)


def with_endpoint(suffix: str, **changes: object) -> ExistingNetwork:
    """Return the healthy network with one endpoint changed."""
    changed = (
        replace(one, **changes) if named(one, suffix) else one  # type: ignore[arg-type]
        for one in HEALTHY.endpoints
    )
    return replace(HEALTHY, endpoints=tuple(changed))


def lacking(suffix: str) -> ExistingNetwork:
    """Return the healthy network without one endpoint."""
    kept = tuple(one for one in HEALTHY.endpoints if not named(one, suffix))
    return replace(HEALTHY, endpoints=kept)


def with_rules(*rules: GroupRule) -> ExistingNetwork:
    """Return the healthy network whose endpoints' group has other rules."""
    return replace(HEALTHY, security_groups=(replace(GROUP, rules=rules),))


def with_routes(*routes: Route) -> ExistingNetwork:
    """Return the healthy network whose tasks' route table has further routes."""
    return replace(HEALTHY, route_tables=(MAIN, replace(TABLE, routes=routes)))
