"""Subnets."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import VPC
from sealane.readers.plan.resource import Resource
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unread, Value


def translate(estate: Estate) -> Iterator[Subnet]:
    """Yield the subnets, those that the source only refers to among them."""
    zones = _zones(estate)
    for resource in estate.of("aws_subnet", "aws_default_subnet"):
        if estate.key_of(resource) != resource.address:
            continue
        name, number = _zone(resource, zones)
        yield Subnet(
            id=resource.address,
            origin=estate.origin(resource),
            vpc=estate.key(resource, "vpc_id", VPC),
            cidr=_cidr(resource),
            ipv6_cidr=_ipv6_cidr(resource),
            zone_id=number,
            zone_name=name,
            free_addresses=_free(resource),
            ipv6_on_creation=resource.flag("assign_ipv6_address_on_creation"),
            owner=_owner(resource),
        )


def _cidr(resource: Resource) -> Value[str]:
    block = resource.text("cidr_block")
    if isinstance(block, Known) or resource.configured("cidr_block") or resource.home.data:
        return block
    # A subnet with IPv6 alone has no block of IPv4, and the provider computes one only from a pool.
    native = resource.flag("ipv6_native")
    return Known("") if native == Known(True) else block  # noqa: FBT003 - a value


def _ipv6_cidr(resource: Resource) -> Value[str]:
    block = resource.text("ipv6_cidr_block")
    if isinstance(block, Known) or resource.configured("ipv6_cidr_block") or resource.home.data:
        return block
    return Known("")


def _zones(estate: Estate) -> dict[str, str]:
    """Return the ids of the zones that a data source has looked up, by account-specific name."""
    found: dict[str, str] = {}
    for resource in estate.of("aws_availability_zones"):
        names, ids = resource.texts("names"), resource.texts("zone_ids")
        if isinstance(names, Known) and isinstance(ids, Known) and len(names.value) == len(ids.value):
            found.update(zip(names.value, ids.value, strict=True))
    for resource in estate.of("aws_availability_zone"):
        name, number = resource.literal("name"), resource.literal("zone_id")
        if name and number:
            found[name] = number
    return found


def _zone(resource: Resource, zones: dict[str, str]) -> tuple[Value[str], Value[str]]:
    """Return name and id of the zone; each follows from the other where both were looked up.

    https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
    """
    name, number = resource.text("availability_zone"), resource.text("availability_zone_id")
    if isinstance(name, Known) and not (isinstance(number, Known) and number.value):
        found = zones.get(name.value, "")
        number = Known(found) if found else Unread("the zone's id is not in the source")
    if isinstance(number, Known) and not (isinstance(name, Known) and name.value):
        names = [one for one, other in zones.items() if other == number.value]
        name = Known(names[0]) if len(names) == 1 else Unread("the zone's name is not in the source")
    return _said(name, "name"), _said(number, "id")


def _said(value: Value[str], what: str) -> Value[str]:
    return Unread(f"the zone's {what} is not in the source") if value == Known("") else value


def _owner(resource: Resource) -> Value[str]:
    """Return the account that shares a subnet, which only one that was looked up can be.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
    """
    owner, account = resource.literal("owner_id"), resource.home.setting.account
    shared = resource.home.data and isinstance(account, Known) and owner not in {"", account.value}
    return Known(owner if shared else "")


def _free(resource: Resource) -> Value[int]:
    if resource.home.data and resource.values.get("available_ip_address_count") is not None:
        return resource.number("available_ip_address_count")
    return Unread("the number of free addresses is not in the source")
