"""Prefix lists, AWS's own and the customer's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import PREFIXES
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.world.prefix_lists import PrefixList
from sealane.world.values import Known, Unknown, Unread, Value

_ENTRIES: Final = ("aws_ec2_managed_prefix_list_entry",)


def translate(estate: Estate) -> Iterator[PrefixList]:
    """Yield the prefix lists."""
    entries = children(estate, _ENTRIES, "prefix_list_id", PREFIXES)
    for resource in estate.of("aws_ec2_managed_prefix_list", "aws_prefix_list"):
        if estate.key_of(resource) != resource.address:
            continue
        name = resource.text("name")
        yield PrefixList(
            id=resource.address,
            origin=estate.origin(resource),
            name=name,
            cidrs=_blocks(resource, entries),
            aws=Known(_is_aws(resource)),
        )


def _is_aws(resource: Resource) -> bool:
    """Tell AWS's own lists by their owner and by the names that only they have.

    https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
    """
    return resource.literal("owner_id") == "AWS" or resource.literal("name").startswith("com.amazonaws.")


def _blocks(resource: Resource, entries: Children) -> Value[tuple[str, ...]]:
    is_data = resource.home.type == "aws_prefix_list"
    blocks = resource.texts("cidr_blocks") if is_data else _written(resource, entries)
    if isinstance(blocks, Known) and not blocks.value and resource.home.data:
        return Unread(f"the address blocks of {resource.address} are not in the source")
    return blocks


def _written(resource: Resource, entries: Children) -> Value[tuple[str, ...]]:
    name = "entries" if resource.home.data else "entry"
    parts = resource.blocks(name)
    if isinstance(parts, Unknown):
        if not resource.left_out(name):
            return parts
        parts = ()
    found: dict[str, None] = {}
    for part in (*parts, *entries.of(resource.address)):
        block = part.text("cidr")
        if not isinstance(block, Known):
            return block
        found[block.value] = None
    return entries.strays[0] if entries.strays else Known(tuple(found))
