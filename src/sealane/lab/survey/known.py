"""Known values of facts, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeVar

from sealane.lab.blueprint.addresses import Address, Network
from sealane.lab.blueprint.tasks import Undrawn
from sealane.world.values import Known, Unknown, Unread, Value

T = TypeVar("T")


def known(value: Value[T], otherwise: T) -> T:
    """Return a value, or what stands in for one that nobody knows."""
    return value.value if isinstance(value, Known) else otherwise


def unknowns(what: str, *values: Value[T], service: str = "") -> Iterable[Undrawn]:
    """Yield what to say of every value that is not known."""
    for value in values:
        if isinstance(value, (Unknown, Unread)):
            yield Undrawn(what=what, why=value.reason, service=service)


def network_of(text: str) -> Network | None:
    """Read a block, host bits cleared as AWS clears them; `None` when it is none."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def networks_of(texts: Iterable[str]) -> tuple[Network, ...]:
    """Read blocks, and leave out what is none."""
    return tuple(found for text in texts if (found := network_of(text)) is not None)


def address_of(text: str) -> Address | None:
    """Read an address; `None` when it is none."""
    try:
        return ip_address(text.strip())
    except ValueError:
        return None


def addresses_of(texts: Iterable[str]) -> tuple[Address, ...]:
    """Read addresses, and leave out what is none."""
    return tuple(found for text in texts if (found := address_of(text)) is not None)


def block(address: Address) -> str:
    """Write the block that holds one address alone."""
    return f"{address}/{address.max_prefixlen}"


def ipv4_of(addresses: Iterable[Address]) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses among some."""
    return tuple(one for one in addresses if isinstance(one, IPv4Address))


def ipv6_of(addresses: Iterable[Address]) -> tuple[IPv6Address, ...]:
    """Return the IPv6 addresses among some."""
    return tuple(one for one in addresses if isinstance(one, IPv6Address))
