"""Transit gateways: attachments, route tables with associations and propagations."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.world.values import Known, Origin, Unknown, Unread, Value


class AttachmentKind(enum.StrEnum):
    """What is attached to a transit gateway."""

    VPC = "vpc"
    VPN = "vpn"
    DIRECT_CONNECT = "direct-connect-gateway"
    PEERING = "peering"
    CONNECT = "connect"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitGateway:
    """A transit gateway; its default tables are keys, empty where there is none."""

    id: str
    origin: Origin
    association_table: Value[str] = Known("")
    propagation_table: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitAttachment:
    """An attachment; `resource` is the key of the VPC, VPN connection or gateway, `subnets` those of a VPC."""

    id: str
    origin: Origin
    gateway: Value[str]
    kind: AttachmentKind
    resource: Value[str]
    subnets: Value[tuple[str, ...]] = Known(())
    appliance_mode: Value[bool] = Known(False)  # noqa: FBT003 - AWS's default


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitRoute:
    """A static or propagated route of a transit gateway's table to an attachment; a blackhole has none."""

    origin: Origin
    destination: Value[str]
    attachment: Value[str]
    blackhole: bool = False
    propagated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitRouteTable:
    """A route table of a transit gateway: attachments whose packets it routes, and those that propagate into it."""

    id: str
    origin: Origin
    gateway: Value[str]
    associations: tuple[str, ...] = ()
    propagations: tuple[str, ...] = ()
    routes: tuple[TransitRoute, ...] = ()
    hidden: tuple[Unknown | Unread, ...] = ()
