"""The blocks of prefix lists, and those at which the lab's S3 and DynamoDB answer where no source tells AWS's.

https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.known import known, networks_of, unknowns
from sealane.lab.survey.land import Land
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.prefix_lists import PrefixList
from sealane.world.values import Known

# Of the ranges that AWS publishes for each, as `outside.INTERNET` is:
# https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html
_STAND_IN = {"s3": IPv4Network("52.216.0.0/24"), "dynamodb": IPv4Network("52.119.224.0/24")}
_LENGTH = 28


def list_name(service: str, region: str) -> str:
    """Return the name of the prefix list of S3 or DynamoDB."""
    return f"com.amazonaws.{region}.{service}"


def blocks_of_service(land: Land, name: str) -> tuple[str, ...]:
    """Return the blocks of one of AWS's lists by its name: the source's, or a stand-in's; empty for other services."""
    for one in land.world.table(PrefixList).values():
        if one.name == Known(name) and known(one.aws, True) and known(one.cidrs, ()):  # noqa: FBT003 - by its name
            return known(one.cidrs, ())
    region, _, service = name.removeprefix("com.amazonaws.").partition(".")
    pool = _STAND_IN.get(service)
    if pool is None or not name.startswith("com.amazonaws."):
        return ()
    places = list(pool.subnets(new_prefix=_LENGTH))
    here = regions(land)
    return (str(places[here.index(region) % len(places)]),) if region in here else ()


def blocks_of_list(land: Land, key: str) -> tuple[str, ...] | None:
    """Return the blocks of a list by its key; `None` when nobody knows them."""
    found = land.world.table(PrefixList).get(key)
    if found is None:
        return None
    if isinstance(found.cidrs, Known):
        return tuple(str(one) for one in networks_of(found.cidrs.value))
    return blocks_of_service(land, known(found.name, "")) or None


def undrawn(land: Land) -> Iterator[Undrawn]:
    """Yield what is not known of lists by their names, which tell AWS's own from others."""
    for one in land.world.table(PrefixList).values():
        yield from unknowns(f"prefix list {one.origin.name}", one.name, one.aws)


def regions(land: Land) -> tuple[str, ...]:
    """Return the Regions of what is drawn."""
    named = {service.setting.region for service in land.services}
    named |= {known(vpc.region, "") for vpc in land.vpcs.values()}
    lists = {known(one.name, "") for one in land.world.table(PrefixList).values()}
    endpoints = {
        known(one.service_name, "") for one in land.world.table(Endpoint).values() if one.kind is EndpointKind.GATEWAY
    }
    named |= {
        one.removeprefix("com.amazonaws.").partition(".")[0] for one in lists | endpoints if "com.amazonaws." in one
    }
    return tuple(sorted(named - {""}))
