"""A healthy existing VPC, and the wounds that tests give it."""

from __future__ import annotations

from dataclasses import replace

from sealane.startup.endpoints import endpoint_needs
from sealane.startup.supply import Supply, missing
from sealane.world.network import (
    Endpoint,
    ExistingNetwork,
    GroupRule,
    Route,
    RouteTable,
    SecurityGroup,
    Subnet,
    Vpc,
)
from sealane.world.values import Known, Origin
from tests.unit.startup.tasks import APP, AWSLOGS, start, with_app

NEEDS = endpoint_needs([start(with_app(replace(APP, log=AWSLOGS)))])
SUBNETS = ("subnet-a", "subnet-b")
HTTPS_FROM_VPC = GroupRule(direction="ingress", protocol="tcp", from_port=443, to_port=443, peer="10.0.0.0/16")
GROUP = SecurityGroup(id="sg-1", origin=Origin("sg-1"), vpc_id="vpc-1", name="endpoints", rules=(HTTPS_FROM_VPC,))


def subnet(letter: str, number: int) -> Subnet:
    """Return a subnet in a zone of its own."""
    return Subnet(
        id=f"subnet-{letter}",
        origin=Origin(f"subnet-{letter}"),
        vpc_id="vpc-1",
        cidr=f"10.0.{number}.0/24",
        zone_id=f"use1-az{number}",
        zone_name=f"us-east-1{letter}",
        free_addresses=251,
    )


def interface(suffix: str) -> Endpoint:
    """Return an endpoint that serves."""
    return Endpoint(
        id=f"vpce-{suffix}",
        origin=Origin(f"vpce-{suffix}"),
        vpc_id="vpc-1",
        service_name=f"com.amazonaws.us-east-1.{suffix}",
        kind="Interface",
        state="available",
        private_dns=True,
        subnet_ids=("subnet-a",),
        security_group_ids=("sg-1",),
    )


GATEWAY = replace(
    interface("s3"), kind="Gateway", private_dns=False, subnet_ids=(), security_group_ids=(), route_table_ids=("rtb-1",)
)
LOCAL = Route(destination="10.0.0.0/16", target="local")
TABLE = RouteTable(id="rtb-1", origin=Origin("rtb-1"), vpc_id="vpc-1", main=False, subnet_ids=SUBNETS, routes=(LOCAL,))
MAIN = replace(TABLE, id="rtb-main", main=True, subnet_ids=())
HEALTHY = ExistingNetwork(
    vpc=Vpc(
        id="vpc-1",
        origin=Origin("vpc-1"),
        cidrs=("10.0.0.0/16",),
        dns_support=Known(value=True),
        dns_hostnames=Known(value=True),
    ),
    subnets=(subnet("a", 1), subnet("b", 2)),
    route_tables=(MAIN, TABLE),
    endpoints=(interface("ecr.api"), interface("ecr.dkr"), interface("logs"), GATEWAY),
    security_groups=(GROUP,),
    dhcp_name_servers=Known(("AmazonProvidedDNS",)),
)


def seen(network: ExistingNetwork = HEALTHY, *, subnets: tuple[str, ...] = SUBNETS, tasks: int = 0) -> Supply:
    """Compare the needs of a plain task with logs with a network."""
    return missing(NEEDS, network, subnets, tasks=tasks)


def with_endpoint(suffix: str, **changes: object) -> ExistingNetwork:
    """Return the healthy network with one endpoint changed."""
    changed = (
        replace(one, **changes) if one.service_name.endswith(suffix) else one  # type: ignore[arg-type]
        for one in HEALTHY.endpoints
    )
    return replace(HEALTHY, endpoints=tuple(changed))


def lacking(suffix: str) -> ExistingNetwork:
    """Return the healthy network without one endpoint."""
    kept = tuple(one for one in HEALTHY.endpoints if not one.service_name.endswith(suffix))
    return replace(HEALTHY, endpoints=kept)


def with_rules(*rules: GroupRule) -> ExistingNetwork:
    """Return the healthy network whose endpoints' group has other rules."""
    return replace(HEALTHY, security_groups=(replace(GROUP, rules=rules),))


def with_routes(*routes: Route) -> ExistingNetwork:
    """Return the healthy network whose tasks' route table has further routes."""
    return replace(HEALTHY, route_tables=(MAIN, replace(TABLE, routes=(LOCAL, *routes))))
