"""A VPC as EC2 describes it, as far as a task's packets depend on it."""

from __future__ import annotations

from dataclasses import dataclass

from sealane.world.values import Origin, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Vpc:
    """A VPC: id, CIDR blocks and the two DNS attributes."""

    id: str
    origin: Origin
    cidrs: tuple[str, ...]
    dns_support: Value[bool]
    dns_hostnames: Value[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subnet:
    """A subnet: zone by id and by name, CIDR block and free addresses."""

    id: str
    origin: Origin
    vpc_id: str
    cidr: str
    zone_id: str
    zone_name: str
    free_addresses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route: destination (CIDR or prefix list id), and target id (`local`, `igw-…`, `nat-…`, `vpce-…`)."""

    destination: str
    target: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTable:
    """A route table with the subnets associated with it by name; `main` serves every other subnet of the VPC."""

    id: str
    origin: Origin
    vpc_id: str
    main: bool
    subnet_ids: tuple[str, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule:
    """One rule of a security group; `peer` is a CIDR, a prefix list id or a security group id.

    `protocol` is `tcp`, `udp`, `icmp`, a number, or `-1` for all; ports are -1 where the protocol has none.
    """

    direction: str
    protocol: str
    from_port: int
    to_port: int
    peer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityGroup:
    """A security group with its rules in both directions."""

    id: str
    origin: Origin
    vpc_id: str
    name: str
    rules: tuple[GroupRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A VPC endpoint; `kind` is `Interface` or `Gateway`, `policy` its JSON text, empty for the default one."""

    id: str
    origin: Origin
    vpc_id: str
    service_name: str
    kind: str
    state: str
    private_dns: bool
    subnet_ids: tuple[str, ...] = ()
    route_table_ids: tuple[str, ...] = ()
    security_group_ids: tuple[str, ...] = ()
    policy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingNetwork:
    """An existing VPC with the subnets chosen for the tasks, and everything in it that start-up may use.

    `dhcp_name_servers` is `("AmazonProvidedDNS",)` unless a DHCP option set says otherwise.
    """

    vpc: Vpc
    subnets: tuple[Subnet, ...]
    route_tables: tuple[RouteTable, ...]
    endpoints: tuple[Endpoint, ...]
    security_groups: tuple[SecurityGroup, ...]
    dhcp_name_servers: Value[tuple[str, ...]]

    def route_table_of(self, subnet_id: str) -> RouteTable | None:
        """Return the route table that a subnet really uses: its own association, or else the main one.

        https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
        """
        own = [table for table in self.route_tables if subnet_id in table.subnet_ids]
        main = [table for table in self.route_tables if table.main]
        return next(iter(own + main), None)
