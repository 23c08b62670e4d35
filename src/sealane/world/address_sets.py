"""Exact sets of addresses, ports and protocol numbers: arithmetic on intervals, and nothing of what they mean.

IPv4 and IPv6 addresses share one line of numbers, IPv6 above all of IPv4, so that one set can hold both.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from sealane.records import dataclass

_IPV6_OFFSET = 1 << 128
_BITS_V4, _BITS_V6 = 32, 128

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Intervals:
    """A set of numbers as disjoint closed intervals, ascending, none of them touching the next."""

    parts: tuple[Interval, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether the set holds anything."""
        return bool(self.parts)

    def __contains__(self, number: int) -> bool:
        """Tell whether the set holds a number."""
        place = bisect.bisect_right(self.parts, number, key=lambda part: part[0])
        return place > 0 and self.parts[place - 1][1] >= number

    def __or__(self, other: Intervals) -> Intervals:
        """Return what either set holds."""
        if not other.parts or self is other:
            return self
        return intervals((*self.parts, *other.parts)) if self.parts else other

    def __and__(self, other: Intervals) -> Intervals:
        """Return what both sets hold."""
        if self is other:
            return self
        one, two, i, j = self.parts, other.parts, 0, 0
        if len(one) == 1 == len(two):
            return _shared(self, other)
        found: list[Interval] = []
        while i < len(one) and j < len(two):
            low, high = max(one[i][0], two[j][0]), min(one[i][1], two[j][1])
            if low <= high:
                found.append((low, high))
            if one[i][1] < two[j][1]:
                i += 1
            else:
                j += 1
        return Intervals(tuple(found))

    def __sub__(self, other: Intervals) -> Intervals:
        """Return what this set holds and the other does not."""
        found: list[Interval] = []
        start = 0
        for low, high in self.parts:
            while start < len(other.parts) and other.parts[start][1] < low:
                start += 1
            rest, place = low, start
            while place < len(other.parts) and other.parts[place][0] <= high:
                cut_low, cut_high = other.parts[place]
                if rest < cut_low:
                    found.append((rest, cut_low - 1))
                rest = max(rest, cut_high + 1)
                place += 1
            if rest <= high:
                found.append((rest, high))
        return Intervals(tuple(found))

    def __le__(self, other: Intervals) -> bool:
        """Tell whether the other set holds all of this one."""
        if len(other.parts) == 1:
            low, high = other.parts[0]
            return not self.parts or (low <= self.parts[0][0] and self.parts[-1][1] <= high)
        return all(any(low <= a and b <= high for low, high in other.parts) for a, b in self.parts)

    def meets(self, other: Intervals) -> bool:
        """Tell whether the sets have anything in common."""
        return any(a <= high and low <= b for a, b in self.parts for low, high in other.parts)

    @property
    def first(self) -> int:
        """The smallest number of a set that is not empty."""
        return self.parts[0][0]

    @property
    def size(self) -> int:
        """How many numbers the set holds."""
        return sum(high - low + 1 for low, high in self.parts)


NOTHING = Intervals()


def _shared(one: Intervals, other: Intervals) -> Intervals:
    """Return what two sets of one interval each have in common; most sets are such ones."""
    (a, b), (c, d) = one.parts[0], other.parts[0]
    if c <= a and b <= d:
        return one
    if a <= c and d <= b:
        return other
    low, high = max(a, c), min(b, d)
    return Intervals(((low, high),)) if low <= high else NOTHING


def intervals(parts: Iterable[Interval]) -> Intervals:
    """Make a set of intervals in any order, overlapping or not; one that ends before it begins is empty."""
    merged: list[Interval] = []
    for low, high in sorted(part for part in parts if part[0] <= part[1]):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return Intervals(tuple(merged))


def span(low: int, high: int) -> Intervals:
    """Make a set of one interval."""
    return Intervals(((low, high),)) if low <= high else NOTHING


def union(sets: Iterable[Intervals]) -> Intervals:
    """Return what any of the sets holds."""
    return intervals(part for one in sets for part in one.parts)


@dataclass(frozen=True, slots=True)
class Block:
    """A CIDR block: its addresses, its prefix length, and whether it is of IPv6."""

    addresses: Intervals
    length: int
    ipv6: bool


@lru_cache(maxsize=65536)
def block(text: str) -> Block | None:
    """Read a CIDR block or a single address, host bits cleared as AWS clears them; `None` when it is neither."""
    try:
        network = ip_network(text.strip(), strict=False)
    except ValueError:
        return None
    ipv6 = network.version == 6  # noqa: PLR2004 - the version of IP
    offset = _IPV6_OFFSET if ipv6 else 0
    low = int(network.network_address) + offset
    return Block(addresses=span(low, low + network.num_addresses - 1), length=network.prefixlen, ipv6=ipv6)


def addresses_of(texts: Iterable[str]) -> Intervals:
    """Return the addresses of all blocks and single addresses that can be read."""
    return union(found.addresses for text in texts if (found := block(text)) is not None)


def unreadable(texts: Iterable[str]) -> str | None:
    """Return the first text that is neither a block nor an address, `None` when all are: what is left out matters."""
    return next((text for text in texts if block(text) is None), None)


def number_of(text: str) -> int | None:
    """Return the number of an address, `None` when the text is none."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return int(address) + (_IPV6_OFFSET if isinstance(address, IPv6Address) else 0)


def address_text(number: int) -> str:
    """Write the address that a number stands for."""
    if number >= _IPV6_OFFSET:
        return str(IPv6Address(number - _IPV6_OFFSET))
    return f"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


EVERY_IPV4 = span(0, (1 << _BITS_V4) - 1)
EVERY_IPV6 = span(_IPV6_OFFSET, _IPV6_OFFSET + (1 << _BITS_V6) - 1)
EVERY_ADDRESS = EVERY_IPV4 | EVERY_IPV6
EVERY_PORT = span(0, 65535)
EVERY_PROTOCOL = span(0, 255)

# What the internet does not route: https://www.iana.org/assignments/iana-ipv4-special-registry/
# iana-ipv4-special-registry.xhtml
_NOT_PUBLIC_V4 = addresses_of(
    (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
    )
)
PUBLIC_IPV4 = EVERY_IPV4 - _NOT_PUBLIC_V4
# Global unicast: https://www.iana.org/assignments/ipv6-address-space/ipv6-address-space.xhtml
PUBLIC_IPV6 = addresses_of(("2000::/3",)) - addresses_of(("2001:db8::/32",))
