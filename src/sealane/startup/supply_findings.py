"""What stands in the way in an existing VPC, and what one should know about it; each carries the objects it is about.

Obstacles are the user's to repair, cautions are theirs to know.
"""

from __future__ import annotations

from typing import Literal

from sealane.records import dataclass
from sealane.startup.needs import EndpointNeed
from sealane.world.endpoints import Endpoint
from sealane.world.route_tables import Route, RouteTable
from sealane.world.subnets import Subnet
from sealane.world.values import Unknown, Unread
from sealane.world.vpcs import Vpc


@dataclass(frozen=True, slots=True, kw_only=True)
class VpcDnsOff:
    """A DNS attribute of the VPC is off, so private names do not resolve to the endpoints.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
    """

    vpc: Vpc
    attribute: Literal["enableDnsSupport", "enableDnsHostnames"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomNameServers:
    """The DHCP options send queries to other servers, which do not know the private names.

    They work only if they forward the names to the VPC's resolver, which nobody can see from here.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
    """

    vpc: Vpc
    servers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubnetMissing:
    """No subnet of that id was found."""

    vpc: Vpc
    subnet_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubnetOfAnotherVpc:
    """A subnet chosen for the tasks belongs to another VPC than the one that was named."""

    vpc: Vpc
    subnet: Subnet


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTableMissing:
    """No route table, not even a main one, was found for a subnet."""

    subnet: Subnet


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFewAddresses:
    """The subnets have fewer free addresses than tasks and new endpoints take.

    https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    """

    subnets: tuple[Subnet, ...]
    wanted: int
    free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesTaken:
    """An endpoint that does not serve yet holds the private names, so a second one cannot be created beside it.

    AWS refuses private DNS twice for one name in a VPC, for some minutes even after the first endpoint is deleted.
    https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
    """

    need: EndpointNeed
    endpoint: Endpoint


Obstacle = (
    VpcDnsOff
    | CustomNameServers
    | SubnetMissing
    | SubnetOfAnotherVpc
    | RouteTableMissing
    | TooFewAddresses
    | NamesTaken
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointDoesNotServe:
    """An endpoint of the right service is there and does not serve, so another one is added beside it."""

    need: EndpointNeed
    endpoint: Endpoint
    because: Literal["private-dns-off", "state"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointPolicyNotDefault:
    """An endpoint that is used has a policy of its own; whether it lets the calls through is not proved here."""

    need: EndpointNeed
    endpoint: Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherEndpointAnswers:
    """An interface endpoint of the same service has private DNS on and may answer before the gateway does.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
    """

    need: EndpointNeed
    endpoint: Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteToInternet:
    """A route of the tasks' subnets leads to the internet (`certain`), or to something that may lead there."""

    subnet: Subnet
    route_table: RouteTable
    route: Route
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VpcFactUnread:
    """Something that decides what the tasks need could not be read: `fact` names it."""

    vpc: Vpc
    fact: str
    value: Unknown | Unread


Caution = EndpointDoesNotServe | EndpointPolicyNotDefault | AnotherEndpointAnswers | RouteToInternet | VpcFactUnread
