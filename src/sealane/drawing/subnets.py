"""Subnets as they are drawn: where they are, and whether they are public as they are really routed."""

from __future__ import annotations

import enum
from typing import Final

from sealane.reachability.atlas import Atlas
from sealane.reachability.routes import table_of
from sealane.records import dataclass
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.route_tables import LOCAL, RouteTable
from sealane.world.subnets import Subnet
from sealane.world.transit import TransitGateway
from sealane.world.values import Known, Value

_OTHERS: Final = (NatGateway, Endpoint, TransitGateway, PeeringConnection, NetworkInterface, Instance)


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
        exposure=exposure_of(atlas, table, subnet.vpc),
        table=table.value.origin.name if isinstance(table, Known) else "",
    )


def exposure_of(atlas: Atlas, table: Value[RouteTable], vpc: Value[str]) -> Exposure:
    """Tell whether a route table leads to an internet gateway of its VPC; what may be one leaves it open."""
    if not isinstance(table, Known) or not isinstance(vpc, Known):
        return Exposure.UNKNOWN
    leads = {_leads(atlas, route.target, vpc.value) for route in table.value.routes if route.active}
    if True in leads:
        return Exposure.PUBLIC
    return Exposure.UNKNOWN if None in leads or table.value.hidden else Exposure.PRIVATE


def _leads(atlas: Atlas, target: Value[str], vpc: str) -> bool | None:
    """Tell whether a route's target is an internet gateway that is attached; `None` when nobody knows."""
    if not isinstance(target, Known):
        return None
    gateway = atlas.fact(Gateway, target.value)
    if gateway is None:
        known = target.value == LOCAL or any(target.value in atlas.world.tables.get(kind, {}) for kind in _OTHERS)
        return False if known else None
    if gateway.kind is not GatewayKind.INTERNET:
        return False
    return vpc in gateway.vpcs.value if isinstance(gateway.vpcs, Known) else None


def _text(value: Value[str]) -> str:
    return value.value if isinstance(value, Known) else ""
