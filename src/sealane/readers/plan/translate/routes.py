"""Routes of route tables, standalone ones and those written into a table."""

from __future__ import annotations

from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import (
    CARRIER,
    EDGE,
    EGRESS_ONLY,
    ENDPOINT,
    INSTANCE,
    INTERFACE,
    NAT,
    PEERING,
    PREFIXES,
    TRANSIT,
    Kind,
)
from sealane.readers.plan.resource import Part
from sealane.world.route_tables import LOCAL, Route
from sealane.world.values import Known, Origin, Unknown, Value

_CORE: Final = Kind("core-network", ("aws_networkmanager_core_network",), frozenset({"arn"}), ("arn",))
_LOCAL_GATEWAY: Final = Kind("local-gateway", ("aws_ec2_local_gateway",), frozenset({"id"}), ("id",))

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
_TARGETS: Final = (
    ("gateway_id", EDGE),
    ("nat_gateway_id", NAT),
    ("transit_gateway_id", TRANSIT),
    ("vpc_peering_connection_id", PEERING),
    ("vpc_endpoint_id", ENDPOINT),
    ("egress_only_gateway_id", EGRESS_ONLY),
    ("network_interface_id", INTERFACE),
    ("instance_id", INSTANCE),
    ("carrier_gateway_id", CARRIER),
    ("local_gateway_id", _LOCAL_GATEWAY),
    ("core_network_arn", _CORE),
)
_STANDALONE: Final = ("destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id")
_INLINE: Final = ("cidr_block", "ipv6_cidr_block", "destination_prefix_list_id")


def standalone(estate: Estate, part: Part) -> Route | None:
    """Return the route of an `aws_route`; none when it is one that no table lacks."""
    target = Unknown(f"{part.address}: what it leads to is not known before apply")
    found: Value[str] = target
    for name, kind in _TARGETS:
        if part.literal(name) or part.configured(name):
            found = estate.key(part, name, kind)
            break
    return _route(part.address, _destination(estate, part, _STANDALONE), found, _active(part))


def inline(estate: Estate, table: Part, part: Part) -> Route | None:
    """Return a route that is written into a table; none when it is one that no table lacks."""
    found: Value[str] = Unknown(f"{part.address}: what {part.path.rstrip('.')} leads to is not known before apply")
    for name, kind in _TARGETS:
        if part.literal(name):
            found = estate.key(part, name, kind)
            break
        if not part.decided(name):
            keys = estate.among(table, "route", kind)
            found = Known(keys[0]) if isinstance(keys, tuple) and len(keys) == 1 else part.why(name)
            break
    return _route(part.address, _destination(estate, part, _INLINE), found, active=True)


def _route(address: str, destination: Value[str], target: Value[str], active: bool) -> Route | None:  # noqa: FBT001 - a value
    if target == Known(LOCAL):
        return None
    return Route(origin=Origin(address), destination=destination, target=target, active=active)


def _destination(estate: Estate, part: Part, names: tuple[str, str, str]) -> Value[str]:
    for name in names[:2]:
        if part.literal(name):
            return Known(part.literal(name))
    if part.literal(names[2]) or part.configured(names[2]):
        return estate.key(part, names[2], PREFIXES)
    for name in names:
        if not part.decided(name):
            return part.why(name)
    return Unknown(f"{part.address}: its destination is not in the source")


def _active(part: Part) -> bool:
    return part.literal("state") != "blackhole"
