"""What a route can lead to at the edge of a VPC: gateways, NAT gateways, peering connections."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.world.values import Known, Origin, Value


class GatewayKind(enum.StrEnum):
    """The gateways that are told apart only by what they are."""

    INTERNET = "internet-gateway"
    EGRESS_ONLY = "egress-only-internet-gateway"
    VPN = "virtual-private-gateway"
    CARRIER = "carrier-gateway"
    LOCAL = "local-gateway"
    CORE_NETWORK = "core-network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """A gateway and the VPCs it is attached to; a detached one has none."""

    id: str
    origin: Origin
    kind: GatewayKind
    vpcs: Value[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NatGateway:
    """A NAT gateway in a subnet; `public` is `ConnectivityType` public, `state` is `available` when it works.

    A regional NAT gateway has no subnet: `subnet` is then known and empty, and `vpc` says where it is.
    """

    id: str
    origin: Origin
    subnet: Value[str]
    public: Value[bool]
    state: Value[str] = Known("available")
    vpc: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeeringConnection:
    """A VPC peering connection; `status` is `active` when it works, a planned one counts as active."""

    id: str
    origin: Origin
    requester: Value[str]
    accepter: Value[str]
    status: Value[str] = Known("active")
