"""Endpoints that are not there, not here, not named, or closed."""

from __future__ import annotations

from typing import ClassVar

from sealane.records import dataclass, field
from sealane.verdicts.cause import Cause
from sealane.world.endpoints import Endpoint
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Origin
from sealane.world.vpcs import Vpc


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointMissing:
    """The VPC has no working endpoint of the service, no other VPC has one that could be meant, and no path leads out.

    Where the subnet has a route to an internet or NAT gateway or to a forwarder, what is wrong with that is found
    instead, unless only a group or ACL closes it that is made for endpoints.
    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """

    cause: ClassVar[Cause] = Cause.ENDPOINT_MISSING
    vpc: Vpc
    service_name: str
    gateway: bool
    subnet: Subnet = field(compare=False)
    host: str = field(default="", compare=False)
    failed: Endpoint | None = None

    @property
    def origin(self) -> Origin:
        """The VPC, or the endpoint that does not work."""
        return self.failed.origin if self.failed else self.vpc.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointElsewhere:
    """As `EndpointMissing`, and another VPC has an endpoint that could be meant.

    That is a VPC which is connected with the task's by peering or a transit gateway, or in which nothing runs that
    could use it. Its private names are its own VPC's, unless a hosted zone brings them here.
    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """

    cause: ClassVar[Cause] = Cause.ENDPOINT_ELSEWHERE
    endpoint: Endpoint
    vpc: Vpc
    service_name: str
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The endpoint."""
        return self.endpoint.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointPrivateDnsOff:
    """The VPC's only endpoint of the service is there, with private DNS off, and no path leads out.

    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """

    cause: ClassVar[Cause] = Cause.ENDPOINT_PRIVATE_DNS_OFF
    endpoint: Endpoint
    host: str = field(default="", compare=False)

    @property
    def origin(self) -> Origin:
        """The endpoint."""
        return self.endpoint.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointGroupIngress:
    """No inbound rule of the endpoint's groups admits every packet of the task on the port.

    So it is for another interface, where the packets of a trace are meant for one.

    https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
    """

    cause: ClassVar[Cause] = Cause.ENDPOINT_GROUP_INGRESS
    groups: tuple[SecurityGroup, ...]
    task_groups: tuple[str, ...]
    port: int
    protocol: str
    source: tuple[str, ...]
    endpoint: Endpoint | NetworkInterface | Instance | None = field(compare=False)
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The first of the endpoint's groups, or the endpoint when it has none."""
        if self.groups:
            return self.groups[0].origin
        return self.endpoint.origin if self.endpoint else self.subnet.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayEndpointNotRouted:
    """The VPC has a gateway endpoint of the service, not for the table that the subnet uses, and no path leads out.

    https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
    """

    cause: ClassVar[Cause] = Cause.GATEWAY_ENDPOINT_NOT_ROUTED
    endpoint: Endpoint
    table: RouteTable
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The endpoint, which names the tables."""
        return self.endpoint.origin
