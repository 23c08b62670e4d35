"""Entries that several changes add to one network ACL: each must have a number of its own.

https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sealane.records import replace
from sealane.world.network_acls import AclEntry
from sealane.world.values import Known

# Numbers that somebody may give.
_LAST: Final = 32766


def apart(there: Iterable[AclEntry], more: Iterable[AclEntry]) -> tuple[AclEntry, ...]:
    """Return entries with more, of which each keeps its place before what denies, under a number that is free."""
    found = list(there)
    for entry in more:
        if not any(_alike(entry, other) for other in found):
            found.append(_free(entry, found))
    return tuple(found)


def _alike(one: AclEntry, other: AclEntry) -> bool:
    return replace(one, number=other.number) == other


def _free(entry: AclEntry, there: list[AclEntry]) -> AclEntry:
    same = [one for one in there if one.direction is entry.direction]
    taken = set(_numbers(same))
    if not isinstance(entry.number, Known) or entry.number.value not in taken:
        return entry
    wanted = entry.number.value
    denying = [number for number in _numbers(one for one in same if one.allow != entry.allow) if number > wanted]
    free = (number for number in range(1, min([*denying, _LAST])) if number not in taken)
    nearest = min(free, key=lambda number: abs(number - wanted), default=wanted)
    return replace(entry, number=Known(nearest))


def _numbers(entries: Iterable[AclEntry]) -> Iterator[int]:
    yield from (one.number.value for one in entries if isinstance(one.number, Known))
