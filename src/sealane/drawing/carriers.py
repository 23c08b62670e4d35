"""What carries packets from a task to what it needs, drawn as one row: an endpoint, a gateway, or what is missing."""

from __future__ import annotations

import enum

from sealane.drawing.outside import Outside
from sealane.records import dataclass
from sealane.world.values import Origin


class CarrierKind(enum.StrEnum):
    """What it is, in the order in which a picture has them from the top to the bottom."""

    LOAD_BALANCER = "load-balancer"
    NAT = "nat-gateway"
    FORWARDER = "forwarder"
    INTERFACE_ENDPOINT = "interface-endpoint"
    OTHER_ENDPOINT = "other-endpoint"
    MOUNT_TARGET = "mount-target"
    GATEWAY_ENDPOINT = "gateway-endpoint"
    INTERNET_GATEWAY = "internet-gateway"
    EGRESS_ONLY = "egress-only-internet-gateway"
    TRANSIT = "transit-gateway"
    PEERING = "peering"
    OTHER_GATEWAY = "other-gateway"
    NO_WAY = "no-way"
    UNDECIDED = "undecided"
    CONTROL_PLANE = "control-plane"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One row of a picture.

    Attributes:
        key: unique in its VPC.
        name: short, as `ecr.api` or `nat-1`.
        origins: the facts that it stands for; none for what is missing.
        subnets: keys of the subnets that it has an interface in; none for what stands at the VPC's edge.
        addresses: pairs of a subnet's key and the address there, as far as they are known.
        absent: whether it is needed and surely not there.
        unsure: whether nobody knows if it is there.
        gate: the name of the internet gateway behind it, through which it leaves the VPC; empty for none.
        faces_internet: whether the internet reaches it, as a load balancer that is not internal.

    """

    key: str
    kind: CarrierKind
    name: str
    outside: Outside
    origins: tuple[Origin, ...] = ()
    subnets: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    absent: bool = False
    unsure: bool = False
    gate: str = ""
    faces_internet: bool = False

    @property
    def outside_of_vpc(self) -> bool:
        """Whether it is no part of the VPC, because no packet of the task's interface is sent."""
        return self.kind is CarrierKind.CONTROL_PLANE
