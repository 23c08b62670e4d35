"""Routes that lead nowhere, or to something that lets nothing through."""

from __future__ import annotations

import enum
from typing import ClassVar

from sealane.reachability.blocks.towards import Towards
from sealane.records import dataclass, field
from sealane.verdicts.cause import Cause
from sealane.world.gateways import Gateway, NatGateway
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.route_tables import Route, RouteTable
from sealane.world.subnets import Subnet
from sealane.world.values import Origin


class Obstruction(enum.StrEnum):
    """Why a way cannot be used."""

    NO_ROUTE = "no-route"
    BLACKHOLE = "blackhole"
    DETACHED = "detached"
    OTHER_FAMILY = "other-family"
    PUBLIC_ACCESS_BLOCKED = "public-access-blocked"
    NOT_AVAILABLE = "not-available"
    PRIVATE_NAT = "private-nat"
    NAT_WITHOUT_ADDRESS = "nat-without-address"
    NOT_ACTIVE = "not-active"
    EDGE_TO_EDGE = "edge-to-edge"
    NO_WAY_BACK = "no-way-back"
    NO_ATTACHMENT = "no-attachment"
    CHECK_ON = "source-destination-check"
    GROUP_INGRESS = "group-ingress"
    GROUP_EGRESS = "group-egress"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPublicAddress:
    """The route is to an attached internet gateway, and the task is known to have no public address.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
    """

    cause: ClassVar[Cause] = Cause.NO_PUBLIC_ADDRESS
    gateway: Gateway
    table: RouteTable
    route: Route
    seat: Origin
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """What has no address."""
        return self.seat


@dataclass(frozen=True, slots=True, kw_only=True)
class NoWayOut:
    """No route covers the address, or the one that does cannot be used: `because` says why.

    Found for addresses and names that no endpoint could carry; for the others a missing endpoint is found instead. Not
    found of an internet gateway without a public address, of NAT gateways or of forwarders, which have their own.
    https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
    """

    cause: ClassVar[Cause] = Cause.NO_WAY_OUT
    table: RouteTable
    because: Obstruction
    towards: Towards
    route: Route | None = None
    target: Origin | None = None
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The route that cannot be used, else the table."""
        return self.route.origin if self.route else self.table.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class NatHasNoWayOut:
    """The route is to a NAT gateway that has none itself: `because` says what it lacks.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
    """

    cause: ClassVar[Cause] = Cause.NAT_HAS_NO_WAY_OUT
    nat: NatGateway
    because: Obstruction
    table: RouteTable | None = None
    route: Route | None = field(default=None, compare=False)
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The NAT gateway's own table where that is at fault, else the NAT gateway."""
        return self.table.origin if self.table else self.nat.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwarderBlocks:
    """The route is to an instance or interface that surely drops the packet: `because` says why.

    https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
    """

    cause: ClassVar[Cause] = Cause.FORWARDER_BLOCKS
    forwarder: NetworkInterface | Instance
    because: Obstruction
    route: Route | None = field(default=None, compare=False)
    subnet: Subnet = field(compare=False)

    @property
    def origin(self) -> Origin:
        """The instance or interface."""
        return self.forwarder.origin
