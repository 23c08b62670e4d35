"""How a plan stands in the account that it was made for: ids of what it knows, and what it changes of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sealane.readers.plan.collector import collector_off
from sealane.readers.plan.document import decode_plan
from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import ENDPOINT, GROUP, TABLE, VPC
from sealane.readers.plan.read import estate_of_plan
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate import group_rules
from sealane.world.joining import Standing
from sealane.world.security_groups import Direction, GroupRule
from sealane.world.values import Known
from sealane.world.vpc_defaults import default_acl_key, default_group_key, main_table_key

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeIdFormat.html
_ID: Final = re.compile(r"[a-z]+(-[a-z]+)*-[0-9a-f]{8,}")
_ASSOCIATION: Final = "aws_vpc_endpoint_route_table_association"
_RULES: Final = {
    "aws_vpc_security_group_ingress_rule": Direction.INGRESS,
    "aws_vpc_security_group_egress_rule": Direction.EGRESS,
}
_OLDER: Final = "aws_security_group_rule"


def standing_of_plan(document: bytes, name: str) -> Standing:
    """Return how a plan stands in its account.

    Raises:
        InputError: when the document is no plan that can be read.

    """
    with collector_off():
        estate = estate_of_plan(decode_plan(document, name), name)
        return standing_of(estate)


def standing_of(estate: Estate) -> Standing:
    """Return how the resources of a plan stand in their account."""
    names: dict[str, str] = {}
    for resource in estate.resources:
        for text, key in _named(estate, resource):
            if _ID.fullmatch(text):
                names.setdefault(text, key)
    now, then = set(_routed(estate, estate.resources)), set(_routed(estate, estate.before))
    ruled, before = tuple(_ruled(estate, estate.resources)), tuple(_ruled(estate, estate.before))
    return Standing(
        names=names,
        read=frozenset(estate.key_of(one) for one in estate.resources if one.home.data),
        gone=frozenset(
            one.literal("id") for one in estate.before if one.literal("id") and one.literal("id") not in names
        ),
        routed=frozenset(now),
        unrouted=frozenset(then - now),
        ruled=ruled,
        withdrawn=tuple(one for one in before if one not in ruled),
    )


def _named(estate: Estate, resource: Resource) -> Iterator[tuple[str, str]]:
    """Yield AWS's ids of a resource and of what comes with it, each with the key that the plan's world has for it."""
    key = estate.key_of(resource)
    yield resource.literal("id"), key
    if resource.home.type == "aws_vpc_endpoint":
        yield resource.literal("prefix_list_id"), f"{key}#prefix-list"
    if resource.home.type in VPC.types:
        yield resource.literal("main_route_table_id"), main_table_key(key)
        yield resource.literal("default_network_acl_id"), default_acl_key(key)
        yield resource.literal("default_security_group_id"), default_group_key(key)


def _routed(estate: Estate, resources: Iterable[Resource]) -> Iterator[tuple[str, str]]:
    """Yield the associations of endpoints that are not the plan's own; its own have theirs already."""
    for resource in resources:
        if resource.home.type == _ASSOCIATION:
            endpoint, table = (
                estate.key(resource, "vpc_endpoint_id", ENDPOINT),
                estate.key(resource, "route_table_id", TABLE),
            )
            if isinstance(endpoint, Known) and isinstance(table, Known):
                yield endpoint.value, table.value


def _ruled(estate: Estate, resources: Iterable[Resource]) -> Iterator[tuple[str, GroupRule]]:
    """Yield the rules that stand alone, each with its group."""
    for resource in resources:
        if resource.home.type not in {*_RULES, _OLDER}:
            continue
        group = estate.key(resource, "security_group_id", GROUP)
        if not isinstance(group, Known):
            continue
        if resource.home.type == _OLDER:
            way = Direction.INGRESS if resource.literal("type") == "ingress" else Direction.EGRESS
            yield from ((group.value, rule) for rule in group_rules.older(estate, resource, way, group.value))
        else:
            yield group.value, group_rules.single(estate, resource, _RULES[resource.home.type])
