"""Availability zones: whether two subnets stand in the same one."""

from __future__ import annotations

from sealane.world.subnets import Subnet
from sealane.world.values import Known


def same_zone(one: Subnet, other: Subnet) -> bool | None:
    """Tell whether two subnets are in one zone; `None` when nobody knows.

    Names of zones mean the same only within an account, ids everywhere:
    https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
    """
    if one.id == other.id:
        return True
    if isinstance(one.zone_id, Known) and isinstance(other.zone_id, Known):
        return one.zone_id == other.zone_id
    if isinstance(one.zone_name, Known) and isinstance(other.zone_name, Known):
        return one.zone_name == other.zone_name
    return None
