"""What is said to the kernel about addresses, routes and the choice of tables."""

from __future__ import annotations

import enum
import socket
import struct
from ipaddress import IPv4Address, IPv6Address
from typing import Final

from sealane.lab.blueprint.addresses import Address, Assigned, Network
from sealane.lab.kernel.netlink import CREATE, GONE, REPLACE, REQUEST, Message, attribute, number, text
from sealane.records import dataclass, replace

_NEWADDR, _DELADDR, _NEWROUTE, _DELROUTE, _GETROUTE, _NEWRULE, _DELRULE = 20, 21, 24, 25, 26, 32, 33
_IFA_ADDRESS, _IFA_LOCAL, _IFA_FLAGS = 1, 2, 8
_NODAD, _PERMANENT = 0x02, 0x80
_DST, _OIF, _GATEWAY, _PRIORITY, _PREFSRC, _TABLE = 1, 4, 5, 6, 7, 15
_ROUTE: Final = struct.Struct("=BBBBBBBBI")
_ONLINK: Final = 4
_PROTOCOL_STATIC: Final = 4
_SCOPE_HOST: Final = 254
_RULE_IIF, _RULE_PRIORITY, _RULE_TABLE = 3, 6, 15
_TO_TABLE: Final = 1
_ALL_TABLES_UNSAID: Final = 0
LOCAL_TABLE: Final = 255

# Nobody has these addresses: with one neighbour for a whole device, the kernel keeps no entry for each destination.
NEXT: Final[dict[int, Address]] = {4: IPv4Address("192.0.0.8"), 6: IPv6Address("fe80::8")}
_FAMILY: Final = {4: socket.AF_INET, 6: socket.AF_INET6}


class Kind(enum.IntEnum):
    """What a route does, by the kernel's numbers; a throw leaves the table and goes on with the next."""

    UNICAST = 1
    LOCAL = 2
    BLACKHOLE = 6
    THROW = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route; `place` is what it is known by in the kernel, so that another one there replaces it."""

    destination: Network
    table: int
    kind: Kind
    device: str = ""
    source: Address | None = None
    last: bool = False

    @property
    def order(self) -> int:
        """Tell which routes come first: what others are judged by when they come."""
        return -self.kind

    @property
    def place(self) -> tuple[Network, int, bool]:
        """Where it stands: a destination of a table, and whether it is the last resort."""
        return self.destination, self.table, self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What arrives on a device is looked up in a table; without a device, whatever there is."""

    ipv6: bool
    priority: int
    device: str
    table: int


def assign(address: Assigned, index: int) -> Message:
    """Give a device an address that works at once, without asking whether somebody has it."""
    return Message(kind=_NEWADDR, flags=REPLACE, body=_address(address, index), about=f"assign {address}")


def take(address: Assigned, index: int) -> Message:
    """Take an address from a device."""
    body = _address(address, index)
    return Message(kind=_DELADDR, flags=REQUEST, body=body, about=f"take {address}", forgiven=GONE)


def whose(address: Address) -> Message:
    """Ask where packets to an address go."""
    header = _ROUTE.pack(_FAMILY[address.version], address.max_prefixlen, *(0,) * 7)
    body = header + attribute(_DST, address.packed)
    return Message(kind=_GETROUTE, flags=REQUEST, body=body, about=f"look for {address}")


def is_own(answer: bytes) -> bool:
    """Tell from the answer whether they go to the space itself; of a new address of IPv6 it learns a little later."""
    kind: int = _ROUTE.unpack_from(answer)[7]
    return kind == Kind.LOCAL


def way(route: Route, index: int) -> Message:
    """Put a route into its place, whatever was there."""
    return Message(kind=_NEWROUTE, flags=REPLACE, body=_route(route, index), about=f"route {_described(route)}")


def no_way(route: Route, index: int) -> Message:
    """Take a route away."""
    body = _route(replace(route, source=None), index)
    return Message(kind=_DELROUTE, flags=REQUEST, body=body, about=f"take the route {_described(route)}", forgiven=GONE)


def choose(choice: Choice) -> Message:
    """Have a table asked."""
    return Message(kind=_NEWRULE, flags=CREATE, body=_choice(choice), about=f"look up table {choice.table}")


def choose_not(choice: Choice) -> Message:
    """Have a table asked no more."""
    body = _choice(choice)
    return Message(kind=_DELRULE, flags=REQUEST, body=body, about=f"not look up {choice.table}", forgiven=GONE)


def _address(address: Assigned, index: int) -> bytes:
    length = address.network.prefixlen
    header = struct.pack("=BBBBI", _FAMILY[address.version], length, 0, 0, index)
    packed = address.ip.packed
    flags = _PERMANENT | (_NODAD if address.version == 6 else 0)  # noqa: PLR2004 - a version speaks for itself
    return header + attribute(_IFA_LOCAL, packed) + attribute(_IFA_ADDRESS, packed) + number(_IFA_FLAGS, flags)


def _route(route: Route, index: int) -> bytes:
    network = route.destination
    onlink = _ONLINK if route.kind is Kind.UNICAST else 0
    short = route.table if route.table <= LOCAL_TABLE else _ALL_TABLES_UNSAID
    header = _ROUTE.pack(
        *(_FAMILY[network.version], network.prefixlen, 0, 0, short, _PROTOCOL_STATIC),
        *(_SCOPE_HOST if route.kind is Kind.LOCAL else 0, route.kind, onlink),
    )
    found = [header, attribute(_DST, network.network_address.packed), number(_TABLE, route.table)]
    if route.device:
        found.append(number(_OIF, index))
    if route.kind is Kind.UNICAST:
        found.append(attribute(_GATEWAY, NEXT[network.version].packed))
    if route.source is not None:
        found.append(attribute(_PREFSRC, route.source.packed))
    if route.last:
        found.append(number(_PRIORITY, 0xFFFFFFFF))
    return b"".join(found)


def _described(route: Route) -> str:
    return f"{route.destination} table {route.table} {route.kind.name.lower()} {route.device}"


def _choice(choice: Choice) -> bytes:
    short = choice.table if choice.table <= LOCAL_TABLE else _ALL_TABLES_UNSAID
    family = socket.AF_INET6 if choice.ipv6 else socket.AF_INET
    header = _ROUTE.pack(family, 0, 0, 0, short, 0, 0, _TO_TABLE, 0)
    named = text(_RULE_IIF, choice.device) if choice.device else b""
    return header + named + number(_RULE_PRIORITY, choice.priority) + number(_RULE_TABLE, choice.table)
