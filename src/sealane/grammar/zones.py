"""Availability Zones: names (`us-east-1a`), ids (`use1-az1`), and the zones that Fargate does not run in.

A name is an account's own, an id means the same zone in every account; Fargate's gaps are stated in ids.
https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
"""

from __future__ import annotations

from typing import Final

from sealane.grammar.patterns import pattern
from sealane.records import dataclass

SOURCE: Final = "https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html"
FARGATE_SOURCE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html"

_NAME = pattern(r"(?P<region>[a-z]+(?:-[a-z]+)+-[0-9]+)(?P<letter>[a-z])")
_ID = pattern(r"(?P<prefix>[a-z]+[0-9]+)-az(?P<number>[0-9]+)")
_REGION = pattern(r"(?P<area>[a-z]{2})-(?P<rest>(?:gov-)?(?P<direction>[a-z]+))-(?P<number>[0-9]+)")
_DIRECTIONS: Final = {
    "north": "n",
    "northeast": "ne",
    "east": "e",
    "southeast": "se",
    "south": "s",
    "southwest": "sw",
    "west": "w",
    "northwest": "nw",
    "central": "c",
}

ONLY_THESE: Final[dict[str, tuple[str, ...]]] = {
    "us-west-1": ("usw1-az1", "usw1-az3"),
    "ap-northeast-1": ("apne1-az1", "apne1-az2", "apne1-az4"),
    "cn-north-1": ("cnn1-az1", "cnn1-az2"),
}
"""Regions in which Fargate runs in some zones only, by the current page."""

NOT_FOR_WINDOWS: Final = frozenset({"use1-az3"})
"""Zones in which only Windows containers cannot run."""

ONCE_MISSING: Final = frozenset({"use1-az3", "cac1-az4"})
"""Zones that the page of 2023 left out and today's does not mention: in doubt, so a warning and no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone as it was written; `region` is empty for an id whose Region cannot be told from it."""

    text: str
    is_id: bool
    region: str
    prefix: str = ""


def parse(text: str) -> Zone | None:
    """Read a zone's name or id; `None` when it is neither."""
    name = _NAME.fullmatch(text)
    if name:
        return Zone(text=text, is_id=False, region=name["region"])
    found = _ID.fullmatch(text)
    if found:
        return Zone(text=text, is_id=True, region="", prefix=found["prefix"])
    return None


def id_prefix(region: str) -> str:
    """Return what the zone ids of a Region begin with (`use1` for `us-east-1`), empty where the rule is not known.

    The rule is read off the published ids; the isolated partitions publish none.
    """
    match = _REGION.fullmatch(region)
    if not match or match["direction"] not in _DIRECTIONS:
        return ""
    government = "g" if match["rest"].startswith("gov-") else ""
    return f"{match['area']}{government}{_DIRECTIONS[match['direction']]}{match['number']}"


def in_region(zone: Zone, region: str) -> bool:
    """Tell whether a zone can be in a Region; true where the ids of that Region are not known."""
    if not zone.is_id:
        return zone.region == region
    prefix = id_prefix(region)
    return not prefix or zone.prefix == prefix


def lacks_fargate(zone_id: str, region: str, *, windows: bool) -> bool:
    """Tell whether Fargate is known not to run in the zone of that id."""
    only = ONLY_THESE.get(region)
    return (only is not None and zone_id not in only) or (windows and zone_id in NOT_FOR_WINDOWS)
