"""Copies of a world that are alike but for their names, their account or their Region, to be put together in one."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any, Final

from sealane.records import replace
from sealane.world.stores import LogGroup
from sealane.world.world import Fact, World, world_of
from tests.worlds.healthy import ACCOUNT, BUCKET, REGION, S3_LIST

_OF_NETWORKS: Final = re.compile(
    r"\b(?:vpc-(?:main|hub|other)|subnet-[a-z-]+|rtb-[a-z-]+|sg-[a-z]+|acl-main|vpce-(?!other)[a-z0-9-]+|fsmt-[ab]"
    r"|fs-0123456789abcdef0|eni-nat|i-nat|e?igw-(?:1|hub)|nat-(?:1|hub)|tgw-(?:1|rtb|attach-vpc-[a-z]+)|alb-1|dopt-1"
    r"|Z-[a-z-]+|rslvr-(?:frg-)?1|boundary|foreign)(?![a-z])"
)
_OF_TASKS: Final = re.compile(
    r"\b(?:sg-(?:tasks|files|alb|others)|fs-0123456789abcdef0|fsmt-[ab]|boundary|foreign|app|db|11111111(?=-2222))\b"
)
_NAMES: Final = re.compile(r"\b(?:app|db|11111111(?=-2222))\b")
_ROLES: Final = re.compile(r"\bapp-(?:execution|task)\b")
# Other Regions, with the beginning of the ids of their zones.
_PLACES: Final = ((REGION, "use1"), ("us-west-2", "usw2"), ("eu-central-1", "euc1"), ("ap-south-1", "aps1"))


class Apart(enum.Enum):
    """What tells copies apart."""

    TASKS = "what a service has of its own, in one VPC"
    NAMES = "all names"
    ACCOUNTS = "their accounts, and ids"
    REGIONS = "their Regions, and ids"


def copy_of(world: World, number: int, apart: Apart) -> World:
    """Return a copy of a world that can stand beside the others with another number."""
    how = _HOW[apart]
    facts = [
        _rewritten(fact, lambda text: how(text, number)) for table in world.tables.values() for fact in table.values()
    ]
    return world_of(world.source, [_with_key_of_its_own(fact, number, apart) for fact in facts], world.gaps)


def put_together(worlds: Iterable[World]) -> World:
    """Return one world with the facts of all; what several share is the same in each."""
    all_of_them = tuple(worlds)
    facts = [fact for world in all_of_them for table in world.tables.values() for fact in table.values()]
    return world_of(all_of_them[0].source, facts)


def _with_key_of_its_own(fact: Fact, number: int, apart: Apart) -> Fact:
    # A log group's key is its name, which others elsewhere may have too.
    elsewhere = apart in (Apart.ACCOUNTS, Apart.REGIONS)
    return replace(fact, id=f"{fact.id}@{number}") if elsewhere and isinstance(fact, LogGroup) else fact


def _marked(pattern: re.Pattern[str], text: str, number: int) -> str:
    return pattern.sub(lambda found: f"{found[0]}{number}", text)


def _key_ids(text: str, number: int) -> str:
    return text.replace(f"11111111{number}-2222", f"1111111{number}-2222")


def _own(text: str, number: int) -> str:
    return _key_ids(_marked(_OF_TASKS, text, number), number)


def _named(text: str, number: int) -> str:
    return _key_ids(_marked(_NAMES, _marked(_OF_NETWORKS, text, number), number), number)


def _in_account(text: str, number: int) -> str:
    own = text.replace(ACCOUNT, f"{ACCOUNT[:-1]}{number}").replace(BUCKET, f"{BUCKET}{number}")
    return _marked(_OF_NETWORKS, own, number)


def _in_region(text: str, number: int) -> str:
    region, zones = _PLACES[number]
    moved = text.replace(REGION, region).replace("use1-", f"{zones}-").replace(S3_LIST, f"{S3_LIST}{number}")
    moved = _marked(_ROLES, moved.replace(BUCKET, f"{BUCKET}{number}"), number)
    return _marked(_OF_NETWORKS, moved, number)


_HOW: Final[dict[Apart, Callable[[str, int], str]]] = {
    Apart.TASKS: _own,
    Apart.NAMES: _named,
    Apart.ACCOUNTS: _in_account,
    Apart.REGIONS: _in_region,
}


def _rewritten(value: Any, how: Callable[[str], str]) -> Any:  # noqa: ANN401 - any part of a fact
    if isinstance(value, enum.Enum):
        return value
    if isinstance(value, str):
        return how(value)
    if isinstance(value, tuple):
        return tuple(_rewritten(one, how) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in fields(value) if one.init]
        return replace(value, **{name: _rewritten(getattr(value, name), how) for name in names})
    return value
