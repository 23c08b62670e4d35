"""Route tables, their routes, and the subnets that use them."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.values import Known, Origin, Unknown, Unread, Value

LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route.

    Attributes:
        origin: where it is written; that of its table when it has no place of its own.
        destination: an IPv4 or IPv6 block, or the key of a prefix list.
        target: the key of what it leads to (a gateway, endpoint, interface, instance, peering connection, …), or
            `local`.
        active: false for a route whose target is gone (`blackhole`).
        propagated: whether a virtual private gateway put it there.

    """

    origin: Origin
    destination: Value[str]
    target: Value[str]
    active: bool = True
    propagated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTable:
    """A route table.

    Attributes:
        main: whether it serves the VPC's subnets that are associated with no table.
        subnets: the keys of the subnets associated with it by name.
        routes: its routes without the routes of gateway endpoints, which the endpoints themselves name, and without
            the `local` ones, which no table lacks.
        hidden: why there may be routes that are not listed, one entry for each reason.
        propagating: the keys of the virtual private gateways that may add routes.

    """

    id: str
    origin: Origin
    vpc: Value[str]
    main: bool = False
    subnets: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    hidden: tuple[Unknown | Unread, ...] = ()
    propagating: Value[tuple[str, ...]] = Known(())
