"""The nearest valid name."""

from __future__ import annotations

import pytest

from sealane.spec.nearest import nearest, suggestion


@pytest.mark.parametrize(
    ("wrong", "valid", "right"),
    [
        ("us-esat-1", ["us-west-1", "us-east-1", "us-east-2"], "us-east-1"),
        ("memroy", ["image", "memory"], "memory"),
        ("Desired-Count", ["desired_count", "deployment"], "desired_count"),
        ("arm", ["x86_64", "arm64"], "arm64"),
        ("dynamdb", ["dynamodb", "kms"], "dynamodb"),
        ("regions", ["version", "region"], "region"),
    ],
)
def test_a_slip_of_the_typist_is_seen_through(wrong: str, valid: list[str], right: str) -> None:
    """A letter swapped, missing, too many, or in another case leads to the name that was meant."""
    assert nearest(wrong, valid) == right
    assert suggestion(wrong, valid) == f"; did you mean `{right}`?"


@pytest.mark.parametrize("wrong", ["", "x", "kubernetes", "y" * 5000])
def test_what_is_like_nothing_gets_no_suggestion(wrong: str) -> None:
    """A wild guess would send the reader the wrong way."""
    assert nearest(wrong, ["image", "services", "network"]) == ""
    assert suggestion(wrong, []) == ""
