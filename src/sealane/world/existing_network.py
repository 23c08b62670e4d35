"""An existing VPC with the subnets chosen for the tasks: a view of a world, from one place in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from sealane.records import dataclass
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Noun
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Value
from sealane.world.vpcs import AMAZON_NAME_SERVER, DhcpOptions, Vpc
from sealane.world.world import World

F = TypeVar("F", RouteTable, Endpoint, SecurityGroup)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingNetwork:
    """A VPC with the subnets chosen for the tasks, and everything in it that start-up may use.

    `name_servers` are those that the VPC's DHCP options hand out.
    """

    vpc: Vpc
    subnets: tuple[Subnet, ...]
    route_tables: tuple[RouteTable, ...]
    endpoints: tuple[Endpoint, ...]
    security_groups: tuple[SecurityGroup, ...]
    name_servers: Value[tuple[str, ...]]

    def route_table_of(self, subnet_id: str) -> RouteTable | None:
        """Return the route table that a subnet really uses: its own association, or else the main one.

        https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
        """
        own = [table for table in self.route_tables if subnet_id in table.subnets]
        main = [table for table in self.route_tables if table.main]
        return next(iter(own + main), None)


def existing_network(world: World, vpc_id: str, subnet_ids: tuple[str, ...]) -> ExistingNetwork:
    """Return the view of a world from a VPC and subnets that are in it.

    Raises:
        KeyError: one of them is not.

    """
    vpc = world.table(Vpc)[vpc_id]
    subnets = world.table(Subnet)
    return ExistingNetwork(
        vpc=vpc,
        subnets=tuple(subnets[key] for key in dict.fromkeys(subnet_ids)),
        route_tables=tuple(_inside(world, RouteTable, vpc_id)),
        endpoints=tuple(_inside(world, Endpoint, vpc_id)),
        security_groups=tuple(_inside(world, SecurityGroup, vpc_id)),
        name_servers=_name_servers(world, vpc),
    )


def _inside(world: World, kind: type[F], vpc: str) -> Iterator[F]:
    yield from (fact for fact in world.table(kind).values() if fact.vpc == Known(vpc))


def _name_servers(world: World, vpc: Vpc) -> Value[tuple[str, ...]]:
    if vpc.dhcp_options == Known(""):
        return Known((AMAZON_NAME_SERVER,))
    found = world.find(DhcpOptions, vpc.dhcp_options)
    if isinstance(found, Known):
        return found.value.name_servers
    return world.gap(Noun.DHCP_OPTIONS) or found
