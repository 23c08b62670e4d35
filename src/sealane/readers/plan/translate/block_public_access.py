"""VPC Block Public Access: the mode of an account and Region, and its exclusions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import SUBNET, VPC
from sealane.readers.plan.resource import Resource
from sealane.world.values import Known, Value
from sealane.world.vpcs import BlockPublicAccess

_OPTIONS: Final = "aws_vpc_block_public_access_options"
_EXCLUSION: Final = "aws_vpc_block_public_access_exclusion"


def translate(estate: Estate) -> Iterator[BlockPublicAccess]:
    """Yield the setting, where the source makes it."""
    for resource in estate.managed(_OPTIONS):
        yield BlockPublicAccess(
            id=resource.address,
            origin=estate.origin(resource),
            mode=resource.text("internet_gateway_block_mode", "off"),
            exclusions=_exclusions(estate, resource),
        )


def _exclusions(estate: Estate, options: Resource) -> Value[tuple[tuple[str, str], ...]]:
    found = []
    for resource in estate.managed(_EXCLUSION):
        if resource.home.setting != options.home.setting:
            continue
        named = _excluded(estate, resource)
        mode = resource.text("internet_gateway_exclusion_mode")
        if not isinstance(named, Known):
            return named
        if not isinstance(mode, Known):
            return mode
        found.append((named.value, mode.value))
    return Known(tuple(found))


def _excluded(estate: Estate, resource: Resource) -> Value[str]:
    vpc = estate.key(resource, "vpc_id", VPC)
    return estate.key(resource, "subnet_id", SUBNET) if vpc == Known("") else vpc
