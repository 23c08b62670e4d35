"""Ranges, retention, platform versions and tags."""

from __future__ import annotations

import pytest

from sealane.grammar import limits, platforms, retention, tags


@pytest.mark.parametrize(("value", "holds"), [(4, False), (5, True), (300, True), (301, False)])
def test_a_range_holds_both_its_ends(value: int, *, holds: bool) -> None:
    """Least and most are within."""
    assert limits.HEALTH_CHECK["interval"].holds(value) is holds


def test_a_range_is_written_with_its_unit() -> None:
    """As a sentence needs it."""
    assert str(limits.HEALTH_CHECK["interval"]) == "5 to 300 seconds"
    assert str(limits.PORT) == "1 to 65535"


@pytest.mark.parametrize(("days", "offered"), [(1, 1), (2, 3), (45, 60), (366, 400), (9999, 3653)])
def test_the_nearest_retention_keeps_at_least_as_long(days: int, offered: int) -> None:
    """Nobody loses a day by taking the suggestion, as long as there is a longer period."""
    assert retention.nearest_offered(days) == offered


def test_retention_periods_are_the_twenty_two_of_cloudwatch_logs() -> None:
    """Ascending, from a day to ten years."""
    assert len(retention.DAYS) == 22
    assert list(retention.DAYS) == sorted(set(retention.DAYS))


def test_platform_versions_of_the_two_systems_have_only_latest_in_common() -> None:
    """1.0.0 is Windows, 1.4.0 is Linux."""
    both = set(platforms.versions(windows=True)) & set(platforms.versions(windows=False))
    assert both == {"LATEST"}


@pytest.mark.parametrize("text", ["team", "Kostenstelle Köln", "a/b:c=d+e-f@g_h.i", "課", ""])
def test_tags_take_every_script(text: str) -> None:
    """Letters and numbers of any script, spaces, and AWS's list of signs."""
    assert tags.foreign_character(text) == ""


@pytest.mark.parametrize(
    ("text", "sign"), [("a\nb", "\n"), ("${x}", "$"), ('say "x"', '"'), ("a,b", ","), ("\U0001f6d2", "\U0001f6d2")]
)
def test_tags_refuse_other_signs(text: str, sign: str) -> None:
    """The first one is named."""
    assert tags.foreign_character(text) == sign


def test_the_prefix_aws_is_reserved_in_any_case() -> None:
    """But only as a prefix, and only with its colon."""
    assert tags.is_reserved("AwS:x")
    assert not tags.is_reserved("awsome")
