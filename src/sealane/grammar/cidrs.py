"""IPv4 CIDR blocks of VPCs and subnets.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv4Network
from typing import Final

VPC_SOURCE: Final = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"
SUBNET_SOURCE: Final = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"

LARGEST: Final = 16
"""Prefix length of the largest VPC or subnet."""
SMALLEST: Final = 28
"""Prefix length of the smallest VPC or subnet."""
RESERVED: Final = 5
"""Addresses that AWS keeps in each subnet: the first four and the last."""

DOCKER_BRIDGE: Final = IPv4Network("172.17.0.0/16")
"""Several AWS services clash with this block inside; AWS advises against it."""
PRIVATE: Final = tuple(IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
"""The private ranges of RFC 1918, which AWS recommends for a VPC."""
CARRIER_GRADE: Final = IPv4Network("100.64.0.0/10")
"""Shared address space (RFC 6598): not routed on the internet either."""

_FORM = re.compile(r"(?P<address>[0-9]{1,3}(?:\.[0-9]{1,3}){3})/(?P<length>[0-9]{1,2})")
_LONGEST = 32


class CidrProblem(ValueError):
    """A text that is no CIDR block: a stable `code`, one sentence `what`, and a `hint`."""

    def __init__(self, *, code: str, what: str, hint: str) -> None:
        """Keep the three parts; the message is the sentence."""
        super().__init__(what)
        self.code = code
        self.what = what
        self.hint = hint


def parse(text: str) -> IPv4Network:
    """Read an IPv4 CIDR block.

    Raises:
        CidrProblem: when it is none, or when host bits are set, which AWS would clear without a word.

    """
    match = _FORM.fullmatch(text)
    if not match:
        raise CidrProblem(
            code="cidr-invalid",
            what=f"`{text}` is not an IPv4 CIDR block",
            hint="write an address and a prefix length, such as `10.0.0.0/16`",
        )
    try:
        address = IPv4Address(match["address"])
    except AddressValueError as error:
        hint = "each of the four numbers is 0 to 255, without leading zeros"
        raise CidrProblem(code="cidr-invalid", what=f"`{text}` is not a CIDR block: {error}", hint=hint) from None
    length = int(match["length"])
    if length > _LONGEST:
        hint = "a prefix length is 0 to 32"
        raise CidrProblem(code="cidr-invalid", what=f"`{text}` has a prefix length of {length}", hint=hint)
    block = IPv4Network((address, length), strict=False)
    if block.network_address != address:
        raise CidrProblem(
            code="cidr-host-bits",
            what=f"`{text}` has bits set after its first {length}",
            hint=f"write `{block}`",
        )
    return block


def usable(block: IPv4Network) -> int:
    """Return how many addresses of a subnet AWS leaves to its user."""
    return max(block.num_addresses - RESERVED, 0)


def is_private(block: IPv4Network) -> bool:
    """Tell whether a block lies wholly in address space that the internet does not route."""
    return any(block.subnet_of(private) for private in (*PRIVATE, CARRIER_GRADE))
