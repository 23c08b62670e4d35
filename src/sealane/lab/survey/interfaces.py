"""Network interfaces with their addresses, each a space of its own with one cable to the VPC's router."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Interface, IPv6Address, IPv6Interface, ip_network

from sealane.lab.blueprint.addresses import Address, Assigned
from sealane.lab.blueprint.gates import Masquerade
from sealane.lab.blueprint.routes import MAIN_TABLE, Lookup, Way
from sealane.lab.blueprint.spaces import End, Link, Space, SpaceKind
from sealane.lab.survey.claims import Claim
from sealane.lab.survey.known import block
from sealane.lab.survey.labels import ETH, device_for, router_of, table_for
from sealane.records import dataclass

DEFAULT_IPV4, DEFAULT_IPV6 = ip_network("0.0.0.0/0"), ip_network("::/0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """A claim that was given its addresses."""

    claim: Claim
    vpc: str
    ipv4: tuple[IPv4Address, ...]
    ipv6: tuple[IPv6Address, ...]
    public: IPv4Address | None = None

    @property
    def name(self) -> str:
        """The name of its space."""
        return self.claim.name

    @property
    def stands_for(self) -> str:
        """The key of its fact."""
        return self.claim.stands_for

    @property
    def subnet(self) -> str:
        """The key of its subnet."""
        return self.claim.subnet

    @property
    def device(self) -> str:
        """The name of the router's end of its cable."""
        return device_for(self.claim.name)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Its addresses of both families."""
        return (*self.ipv4, *self.ipv6)

    @property
    def blocks(self) -> tuple[str, ...]:
        """Its addresses as blocks."""
        return tuple(block(address) for address in self.addresses)


def parts(interface: Interface, own: tuple[Assigned, ...] = ()) -> Iterator[Space | Link | Way | Lookup | Masquerade]:
    """Yield the space of an interface, its cable, its way out and the router's ways to it."""
    router = router_of(interface.vpc)
    yield Space(
        name=interface.name,
        kind=interface.claim.kind,
        stands_for=interface.stands_for,
        forwards=interface.claim.translates,
        own=own if interface.claim.kind is SpaceKind.TASK else (),
    )
    assigned: tuple[Assigned, ...] = (
        *(IPv4Interface(f"{one}/32") for one in interface.ipv4),
        *(IPv6Interface(f"{one}/128") for one in interface.ipv6),
    )
    yield Link(
        one=End(space=interface.name, device=ETH, addresses=assigned), other=End(space=router, device=interface.device)
    )
    if interface.ipv4:
        yield Way(space=interface.name, destination=DEFAULT_IPV4, device=ETH, source=interface.ipv4[0])
    if interface.ipv6:
        yield Way(space=interface.name, destination=DEFAULT_IPV6, device=ETH, source=interface.ipv6[0])
    for one in interface.blocks:
        yield Way(space=router, destination=ip_network(one), table=MAIN_TABLE, device=interface.device)
    yield Lookup(space=router, arriving_on=interface.device, table=table_for(interface.subnet))
    if interface.claim.translates and interface.ipv4:
        yield Masquerade(space=interface.name, leaving_by=ETH, address=interface.ipv4[0])
