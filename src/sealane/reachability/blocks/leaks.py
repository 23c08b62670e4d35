"""Ways by which a packet of the task's choosing leaves to public addresses, and by which one from outside comes in.

To count, a packet must only be able to leave; no answer is needed for data to be gone.
"""

from __future__ import annotations

from typing import ClassVar

from sealane.records import dataclass, field
from sealane.verdicts.cause import Cause
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, NatGateway
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.route_tables import Route, RouteTable
from sealane.world.subnets import Subnet
from sealane.world.transit import TransitGateway
from sealane.world.values import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class InternetByNat:
    """A route leads to a public NAT gateway whose own subnet leads to an attached internet gateway, over IPv4.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
    """

    cause: ClassVar[Cause] = Cause.INTERNET_BY_NAT
    nat: NatGateway
    table: RouteTable
    route: Route
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The route."""
        return self.route.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class InternetByNatInstance:
    """A route leads to an instance or interface that forwards and has a way to the internet of its own.

    Its source and destination check is off, its groups let the packet in and out, and its subnet leads out.
    https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
    """

    cause: ClassVar[Cause] = Cause.INTERNET_BY_NAT_INSTANCE
    forwarder: NetworkInterface | Instance
    table: RouteTable
    route: Route
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The route."""
        return self.route.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class InternetByPublicAddress:
    """The task has a public IPv4 address, and a route leads to an attached internet gateway.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
    """

    cause: ClassVar[Cause] = Cause.INTERNET_BY_PUBLIC_ADDRESS
    seat: Origin
    gateway: Gateway
    table: RouteTable
    route: Route
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """What has the address."""
        return self.seat


@dataclass(frozen=True, slots=True, kw_only=True)
class InternetByIpv6:
    """The task has an IPv6 address, and an IPv6 route leads to an attached gateway that carries IPv6.

    https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
    """

    cause: ClassVar[Cause] = Cause.INTERNET_BY_IPV6
    gateway: Gateway
    table: RouteTable
    route: Route
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The route."""
        return self.route.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class InternetByTransit:
    """A route leads over a transit gateway into another VPC, and from there to the internet by `exit_by`.

    Only a NAT gateway or a forwarder in that VPC is found for certain.

    https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html
    """

    cause: ClassVar[Cause] = Cause.INTERNET_BY_TRANSIT
    exit_by: NatGateway | NetworkInterface | Instance | Gateway | Endpoint | TransitGateway
    table: RouteTable
    route: Route
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The route."""
        return self.route.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachableFromInternet:
    """A packet from a public address reaches the task.

    Either by its own public address (`entrance` is the internet gateway), which the groups and ACLs admit and to which
    the subnet has a route, or by a load balancer that faces the internet and targets it.
    https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
    https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
    """

    cause: ClassVar[Cause] = Cause.REACHABLE_FROM_INTERNET
    entrance: Gateway | LoadBalancer
    seat: Origin
    ipv6: bool = False
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The load balancer, or what has the public address."""
        return self.entrance.origin if isinstance(self.entrance, LoadBalancer) else self.seat
