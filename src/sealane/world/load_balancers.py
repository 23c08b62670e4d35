"""Load balancers in front of services, as ways in."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.values import Known, Origin, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A listener: its port, and the keys of the target groups that it forwards to."""

    origin: Origin
    port: Value[int]
    targets: Value[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadBalancer:
    """A load balancer; `kind` is `application`, `network` or `gateway`, `internal` is its scheme.

    `security_groups` is empty for a network load balancer that has none.
    """

    id: str
    origin: Origin
    kind: Value[str]
    internal: Value[bool]
    subnets: Value[tuple[str, ...]]
    security_groups: Value[tuple[str, ...]] = Known(())
    listeners: tuple[Listener, ...] = ()
