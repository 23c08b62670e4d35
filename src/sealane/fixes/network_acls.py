"""Entries that a network ACL lacks, numbered before those that deny."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.fixes.case import Case
from sealane.fixes.change import Proposal, changed
from sealane.reachability.blocks.filters import NetworkAclBlocks
from sealane.reachability.blocks.towards import TowardsKind
from sealane.records import replace
from sealane.world.network_acls import AclEntry
from sealane.world.prefix_lists import PrefixList
from sealane.world.values import Known
from sealane.world.world import World

_NUMBERS = {"tcp": "6", "udp": "17"}
# More entries than this for one purpose would use up what an ACL may have.
# https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
_MOST = 12


def let_through(block: NetworkAclBlocks, case: Case) -> Proposal | None:
    """Allow the packets, or their answers, between the task's subnets and what the step needs."""
    acl = block.acl
    blocks = _blocks(block, case)
    numbers = _free_numbers(block, len(blocks))
    if not blocks or len(blocks) > _MOST or numbers is None:
        return None
    entries = tuple(
        AclEntry(
            origin=acl.origin,
            direction=block.direction,
            number=Known(number),
            allow=Known(True),  # noqa: FBT003 - a value
            protocol=Known(_NUMBERS.get(block.protocol, block.protocol)),
            from_port=Known(block.ports[0]),
            to_port=Known(block.ports[1]),
            cidr=Known(one),
        )
        for number, one in zip(numbers, blocks, strict=True)
    )
    return changed(acl, replace(acl, entries=(*acl.entries, *entries)))


def _blocks(block: NetworkAclBlocks, case: Case) -> tuple[str, ...]:
    """Return the other end's blocks: the VPC's own, or those of a prefix list, which an ACL cannot name."""
    if block.towards.kind is TowardsKind.PREFIX_LIST:
        return tuple(_of_list(block.towards.key, case.world))
    vpc = case.vpc
    inside = {TowardsKind.ENDPOINTS, TowardsKind.FILE_SYSTEM}
    if block.towards.kind in inside and vpc is not None and isinstance(vpc.cidrs, Known):
        return vpc.cidrs.value
    return ()


def _of_list(name: str, world: World) -> Iterator[str]:
    for one in world.table(PrefixList).values():
        if one.name == Known(name) and isinstance(one.cidrs, Known):
            yield from (cidr for cidr in one.cidrs.value if ":" not in cidr)
            return


def _free_numbers(block: NetworkAclBlocks, wanted: int) -> tuple[int, ...] | None:
    """Return numbers before the entry that denies, or after the last one when only the closing entry does."""
    entries = [one for one in block.acl.entries if one.direction is block.direction]
    if any(not isinstance(one.number, Known) for one in entries):
        return None
    taken = {one.number.value for one in entries if isinstance(one.number, Known)}
    if block.entry is None or not isinstance(block.entry.number, Known):
        first = max(taken, default=0) + 1
        return tuple(range(first, first + wanted))
    free = [number for number in range(1, block.entry.number.value) if number not in taken]
    return tuple(free[-wanted:]) if len(free) >= wanted else None
