"""CIDR blocks."""

from __future__ import annotations

from ipaddress import IPv4Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.grammar import cidrs


@given(st.integers(0, 2**32 - 1), st.integers(0, 32))
def test_every_block_reads_back(address: int, length: int) -> None:
    """What is written from a block is read as the same block."""
    block = IPv4Network((address, length), strict=False)
    assert cidrs.parse(str(block)) == block


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.0.0.0",
        "10.0.0/16",
        "10.0.0.0/",
        "10.0.0.0/33",
        "256.0.0.0/8",
        "010.0.0.0/8",
        "10.0.0.0/16 ",
        "::/0",
        "10.0.0.0/255.0.0.0",
    ],
)
def test_what_is_no_block_is_refused(text: str) -> None:
    """Each refusal says what would be right."""
    with pytest.raises(cidrs.CidrProblem) as caught:
        cidrs.parse(text)
    assert caught.value.code == "cidr-invalid"
    assert caught.value.hint


def test_host_bits_are_refused_with_the_block_that_was_meant() -> None:
    """AWS would clear them without a word."""
    with pytest.raises(cidrs.CidrProblem) as caught:
        cidrs.parse("100.68.0.18/18")
    assert (caught.value.code, caught.value.hint) == ("cidr-host-bits", "write `100.68.0.0/18`")


def test_aws_keeps_five_addresses_of_a_subnet() -> None:
    """A /28 leaves eleven."""
    assert cidrs.usable(IPv4Network("10.0.0.0/28")) == 11
    assert cidrs.usable(IPv4Network("10.0.0.0/32")) == 0


@pytest.mark.parametrize(
    ("block", "private"),
    [
        ("10.0.0.0/8", True),
        ("172.31.0.0/16", True),
        ("100.64.0.0/16", True),
        ("172.32.0.0/16", False),
        ("0.0.0.0/0", False),
    ],
)
def test_private_is_what_the_internet_does_not_route(block: str, *, private: bool) -> None:
    """A block that is private only in part is not."""
    assert cidrs.is_private(IPv4Network(block)) is private
