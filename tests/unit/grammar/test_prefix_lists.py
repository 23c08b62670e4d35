"""AWS's own prefix lists are known by an id in its Region, and by no other."""

from __future__ import annotations

import pytest

from sealane.grammar.prefix_lists import managed_prefix_list


@pytest.mark.parametrize(
    ("identifier", "region", "name"),
    [
        ("pl-63a5400a", "us-east-1", "com.amazonaws.us-east-1.s3"),
        ("pl-6da54004", "eu-west-1", "com.amazonaws.eu-west-1.s3"),
        ("pl-6fa54006", "eu-west-1", "com.amazonaws.eu-west-1.dynamodb"),
        ("pl-63a5400a", "eu-west-1", ""),
        ("pl-63a5400a", "", ""),
        ("pl-1", "us-east-1", ""),
    ],
)
def test_id_is_known_in_its_region(identifier: str, region: str, name: str) -> None:
    """The same id is another list elsewhere, so nothing is said of it there."""
    assert managed_prefix_list(identifier, region) == name
