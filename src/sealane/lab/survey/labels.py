"""Names of spaces and devices, and numbers of tables: the same for the same thing in every blueprint."""

from __future__ import annotations

from hashlib import blake2s

OUTSIDE = "outside"
# The one device of an interface's space.
ETH = "eth0"
# The devices of a gateway between a VPC and what lies beyond.
INSIDE_DEVICE = "inside"
BEYOND_DEVICE = "beyond"


def number_for(name: str, salt: str = "") -> int:
    """Return a number of 64 bits that follows from a name."""
    return int.from_bytes(blake2s(f"{salt}\0{name}".encode(), digest_size=8).digest(), "big")


def device_for(name: str) -> str:
    """Return a device's name for what a far longer name stands for."""
    return "i" + blake2s(name.encode(), digest_size=6).hexdigest()


def table_for(name: str) -> int:
    """Return a routing table's number: 31 bits, above the kernel's own tables."""
    return 1000 + number_for(name, "table") % (2**31 - 2000)


def router_of(vpc: str) -> str:
    """Return the name of a VPC's router."""
    return f"router:{vpc}"
