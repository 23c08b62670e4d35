"""Subnets."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.values import Known, Origin, Unread, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Subnet:
    """A subnet; `zone_id` is `use1-az1`, `zone_name` `us-east-1a`.

    `cidr` is empty for a subnet with IPv6 alone, `ipv6_cidr` is empty for one without.
    `ipv6_on_creation` is `AssignIpv6AddressOnCreation`, `owner` the account that shares it, empty for the VPC's own.
    """

    id: str
    origin: Origin
    vpc: Value[str]
    cidr: Value[str]
    ipv6_cidr: Value[str] = Known("")
    zone_id: Value[str] = Unread("the zone's id is not in the source")
    zone_name: Value[str] = Unread("the zone's name is not in the source")
    free_addresses: Value[int] = Unread("the number of free addresses is not in the source")
    ipv6_on_creation: Value[bool] = Known(False)  # noqa: FBT003 - AWS's default
    owner: Value[str] = Known("")
