"""Where a packet starts or arrives: the place of a task, an interface, an instance or a load balancer."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.world.values import Known, Origin, Value


class SeatKind(enum.StrEnum):
    """What sits there."""

    TASK = "task"
    INTERFACE = "interface"
    INSTANCE = "instance"
    LOAD_BALANCER = "load-balancer"
    ADDRESS = "address"


class System(enum.StrEnum):
    """Whose kernel picks the ports from which connections start; any when nobody knows."""

    LINUX = "linux"
    WINDOWS = "windows"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One place in one subnet.

    Attributes:
        kind: what sits there.
        origin: the fact that sits there.
        subnet: the key of the subnet.
        security_groups: the keys of its groups; the VPC's default group where it names none.
        addresses: its own addresses where they are known; empty for any address of the subnet.
        public: whether it has a public IPv4 address.
        ipv6: whether it has an IPv6 address, which is public by nature.
        system: whose ephemeral ports it uses.
        targets: keys of the target groups that send it traffic, each with the port there.

    """

    kind: SeatKind
    origin: Origin
    subnet: Value[str]
    security_groups: Value[tuple[str, ...]]
    addresses: Value[tuple[str, ...]] = Known(())
    public: Value[bool] = Known(False)  # noqa: FBT003 - AWS's default
    ipv6: Value[bool] = Known(False)  # noqa: FBT003 - most subnets have none
    system: System = System.ANY
    targets: Value[tuple[tuple[str, int], ...]] = Known(())
