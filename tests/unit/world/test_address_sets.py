"""Sets of numbers, addresses and packets behave as sets do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.world.address_sets import (
    EVERY_IPV4,
    EVERY_IPV6,
    PUBLIC_IPV4,
    Intervals,
    address_text,
    addresses_of,
    block,
    intervals,
    number_of,
    span,
)
from sealane.world.packet_sets import Box, Packets, packets

SMALL = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))).map(intervals)
TINY = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=2).map(intervals)
BOXES = st.builds(Box, TINY, TINY, TINY)
SETS = st.lists(BOXES, max_size=4).map(packets)


def members(numbers: Intervals) -> set[int]:
    """List a small set by brute force."""
    return {number for number in range(22) if number in numbers}


def points(some: Packets) -> set[tuple[int, int, int]]:
    """List a small set of packets by brute force."""
    return {
        (a, b, c)
        for box in some.boxes
        for a in range(4)
        for b in range(4)
        for c in range(4)
        if a in box.protocols and b in box.ports and c in box.addresses
    }


@given(SMALL, SMALL)
def test_arithmetic_is_that_of_sets(one: Intervals, two: Intervals) -> None:
    """Union, intersection, difference and comparison agree with sets of numbers."""
    assert members(one | two) == members(one) | members(two)
    assert members(one & two) == members(one) & members(two)
    assert members(one - two) == members(one) - members(two)
    assert (one <= two) == (members(one) <= members(two))
    assert one.meets(two) == bool(members(one) & members(two))
    assert one.size == len(members(one))


@given(SMALL, SMALL)
def test_equal_sets_have_one_form(one: Intervals, two: Intervals) -> None:
    """However a set came about, equal sets compare equal."""
    assert (one == two) == (members(one) == members(two))
    assert (one | two) - two == one - two


@given(SETS, SETS)
def test_packets_are_sets_too(one: Packets, two: Packets) -> None:
    """Boxes may overlap, and the arithmetic is still that of sets."""
    assert points(one | two) == points(one) | points(two)
    assert points(one & two) == points(one) & points(two)
    assert points(one - two) == points(one) - points(two)
    assert (one <= two) == (points(one) <= points(two))
    assert one.meets(two) == bool(points(one) & points(two))
    assert bool(one) == bool(points(one))


@pytest.mark.parametrize(
    ("text", "first", "size"),
    [
        ("10.0.0.0/16", "10.0.0.0", 1 << 16),
        ("10.0.0.7/24", "10.0.0.0", 256),
        ("0.0.0.0/0", "0.0.0.0", 1 << 32),
        ("10.0.0.7", "10.0.0.7", 1),
        ("2600:1f18::/56", "2600:1f18::", 1 << 72),
    ],
)
def test_blocks_are_read(text: str, first: str, size: int) -> None:
    """A block or a single address of either family, host bits cleared."""
    found = block(text)
    assert found is not None
    assert (address_text(found.addresses.first), found.addresses.size) == (first, size)


@pytest.mark.parametrize("text", ["", "10.0.0.0/33", "pl-1234", "10.0.0", "sg-1"])
def test_what_is_no_block_is_none(text: str) -> None:
    """Other text is no block, and no error."""
    assert block(text) is None
    assert not addresses_of((text,))
    assert number_of(text) is None


def test_the_families_are_apart() -> None:
    """No IPv6 block holds an IPv4 address."""
    assert not EVERY_IPV4.meets(EVERY_IPV6)
    assert (number_of("::") or 0) not in EVERY_IPV4
    assert number_of("0.0.0.0") == EVERY_IPV4.first


@pytest.mark.parametrize(("address", "public"), [("1.1.1.1", True), ("10.1.1.1", False), ("169.254.169.254", False)])
def test_public_addresses_are_those_that_the_internet_routes(address: str, public: bool) -> None:  # noqa: FBT001
    """Private, link-local and reserved ones are not."""
    number = number_of(address)
    assert number is not None
    assert (number in PUBLIC_IPV4) is public
    assert span(3, 2) == Intervals()
