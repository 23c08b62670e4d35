"""Subnets as they are drawn: where they are, and whether they are public as they are really routed."""

from __future__ import annotations

import enum

from sealane.reachability.atlas import Atlas
from sealane.reachability.routes import table_of
from sealane.records import dataclass
from sealane.world.gateways import Gateway, GatewayKind
from sealane.world.route_tables import RouteTable
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Value


class Exposure(enum.StrEnum):
    """Whether a subnet is public: its route table leads to an internet gateway that is attached.

    https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
    """

    PUBLIC = "public"
    PRIVATE = "private"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubnetBox:
    """One subnet; `zone` and `cidr` are empty where nobody knows them, `table` is its route table's name."""

    key: str
    name: str
    zone: str = ""
    cidr: str = ""
    exposure: Exposure = Exposure.UNKNOWN
    table: str = ""


def subnet_box(atlas: Atlas, key: str) -> SubnetBox:
    """Return how a subnet is drawn, also one that the source does not have."""
    subnet = atlas.fact(Subnet, key)
    if subnet is None:
        return SubnetBox(key=key, name=key)
    table = table_of(atlas, subnet)
    return SubnetBox(
        key=key,
        name=subnet.origin.name,
        zone=_text(subnet.zone_name) or _text(subnet.zone_id),
        cidr=_text(subnet.cidr) or _text(subnet.ipv6_cidr),
        exposure=exposure_of(atlas, table),
        table=table.value.origin.name if isinstance(table, Known) else "",
    )


def exposure_of(atlas: Atlas, table: Value[RouteTable]) -> Exposure:
    """Tell whether a route table leads to an internet gateway; what may be hidden leaves it open."""
    if not isinstance(table, Known):
        return Exposure.UNKNOWN
    targets = [route.target for route in table.value.routes if route.active]
    gateways = [atlas.fact(Gateway, target.value) for target in targets if isinstance(target, Known)]
    if any(one is not None and one.kind is GatewayKind.INTERNET and one.vpcs != Known(()) for one in gateways):
        return Exposure.PUBLIC
    if table.value.hidden or not all(isinstance(target, Known) for target in targets):
        return Exposure.UNKNOWN
    return Exposure.PRIVATE


def _text(value: Value[str]) -> str:
    return value.value if isinstance(value, Known) else ""
