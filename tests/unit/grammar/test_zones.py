"""Zone names and ids."""

from __future__ import annotations

import pytest

from sealane.grammar import zones
from sealane.grammar.partitions import known_regions


def test_names_and_ids_are_told_apart() -> None:
    """A name carries its Region, an id the Region's short form."""
    name, zone_id = zones.parse("us-gov-west-1b"), zones.parse("apne1-az4")
    assert name == zones.Zone(text="us-gov-west-1b", is_id=False, region="us-gov-west-1")
    assert zone_id == zones.Zone(text="apne1-az4", is_id=True, region="", prefix="apne1")


@pytest.mark.parametrize("text", ["", "a", "us-east-1", "us-east-1A", "use1-az", "us-east-1a\n", "${zone}"])
def test_what_is_neither_is_refused(text: str) -> None:
    """A Region alone is no zone either."""
    assert zones.parse(text) is None


@pytest.mark.parametrize(
    ("region", "prefix"),
    [
        ("us-east-1", "use1"),
        ("us-west-1", "usw1"),
        ("ap-northeast-1", "apne1"),
        ("ap-southeast-2", "apse2"),
        ("eu-central-1", "euc1"),
        ("ca-central-1", "cac1"),
        ("cn-north-1", "cnn1"),
        ("cn-northwest-1", "cnnw1"),
        ("us-gov-west-1", "usgw1"),
        ("us-iso-east-1", ""),
    ],
)
def test_ids_begin_with_the_short_form_of_the_region(region: str, prefix: str) -> None:
    """The published ids follow one rule; where none are published there is no answer."""
    assert zones.id_prefix(region) == prefix


def test_no_two_regions_share_a_short_form() -> None:
    """So an id belongs to one Region."""
    found = [zones.id_prefix(region) for region in known_regions()]
    assert len({prefix for prefix in found if prefix}) == len([prefix for prefix in found if prefix])


@pytest.mark.parametrize(
    ("text", "region", "inside"),
    [
        ("us-east-1a", "us-east-1", True),
        ("us-east-1a", "us-east-2", False),
        ("use1-az1", "us-east-1", True),
        ("use1-az1", "us-east-2", False),
        ("anything1-az1", "us-iso-east-1", True),
    ],
)
def test_a_zone_is_in_its_region(text: str, region: str, *, inside: bool) -> None:
    """Where ids are not known, nothing is ruled out."""
    zone = zones.parse(text)
    assert zone is not None
    assert zones.in_region(zone, region) is inside


@pytest.mark.parametrize(
    ("zone_id", "region", "windows", "lacks"),
    [
        ("usw1-az2", "us-west-1", False, True),
        ("usw1-az3", "us-west-1", False, False),
        ("apne1-az3", "ap-northeast-1", False, True),
        ("use1-az3", "us-east-1", True, True),
        ("use1-az3", "us-east-1", False, False),
        ("use1-az1", "us-east-1", True, False),
    ],
)
def test_fargate_lacks_some_zones(zone_id: str, region: str, *, windows: bool, lacks: bool) -> None:
    """Only what a current page says is certain."""
    assert zones.lacks_fargate(zone_id, region, windows=windows) is lacks
