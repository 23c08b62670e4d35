"""Claims: network interfaces that are to be drawn, before they have an address."""

from __future__ import annotations

from sealane.lab.blueprint.spaces import SpaceKind
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An interface in a subnet.

    Attributes:
        name: of its space.
        kind: of its space.
        stands_for: the key of the fact.
        subnet: the key of its subnet.
        groups: keys of its security groups, the VPC's default one where it is empty; `None` where nothing filters, as
            at a NAT gateway.
        addresses: as the source has them, of either family; AWS picks what is missing.
        ipv6: whether it has an IPv6 address.
        public: whether it has a public IPv4 address, and `public_address` which, where the source has it.
        translates: whether it sends on, in its own name, what is for somebody else.
        targets: keys by which routes lead to it.
        service: what runs the task whose interface it is.

    """

    name: str
    kind: SpaceKind
    stands_for: str
    subnet: str
    groups: tuple[str, ...] | None = ()
    addresses: tuple[str, ...] = ()
    ipv6: bool = False
    public: bool = False
    public_address: str = ""
    translates: bool = False
    targets: tuple[str, ...] = ()
    service: str = ""
