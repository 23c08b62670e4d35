"""The name servers that tasks ask: those that the DHCP options of their VPC hand out.

https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network

from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.names import Answer, Resolver, Servers
from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.known import address_of, known, network_of, networks_of, unknowns
from sealane.lab.survey.labels import OUTSIDE
from sealane.lab.survey.land import Land
from sealane.lab.survey.resolvers import resolver_addresses
from sealane.world.values import Known, Unknown, Unread
from sealane.world.vpcs import AMAZON_NAME_SERVER, DhcpOptions, Vpc

# A VPC's resolver, by what a task is told of it.
_PLACE = 2


def parts(
    land: Land, interfaces: Sequence[Interface], public: tuple[Answer, ...]
) -> Iterator[Servers | Resolver | Undrawn]:
    """Yield whom each task asks, and the name servers outside that some of them are."""
    outside: list[Address] = []
    for vpc in land.vpcs.values():
        handed = _handed(land, vpc)
        if isinstance(handed, Undrawn):
            yield handed
            continue
        for interface in interfaces:
            if interface.vpc == vpc.id and interface.claim.kind is SpaceKind.TASK:
                yield Servers(space=interface.name, addresses=handed)
        for one in handed:
            if one in _own(land, vpc):
                continue
            if _inside(land, one):
                yield Undrawn(what=f"name server {one}", why="what an own name server answers is its software's")
            else:
                outside.append(one)
    if outside:
        yield Resolver(space=OUTSIDE, addresses=tuple(dict.fromkeys(outside)), answers=public)


def _handed(land: Land, vpc: Vpc) -> tuple[Address, ...] | Undrawn:
    """Return the name servers of a VPC: AWS's own unless its DHCP options say otherwise."""
    what = f"name servers of {vpc.origin.name}"
    amazon = _amazon(vpc)
    if vpc.dhcp_options == Known(""):
        return amazon
    options = land.world.find(DhcpOptions, vpc.dhcp_options)
    if not isinstance(options, Known):
        return Undrawn(what=what, why=options.reason)
    servers = options.value.name_servers
    if isinstance(servers, (Unknown, Unread)):
        return next(iter(unknowns(what, servers)))
    found: list[Address] = []
    for one in servers.value:
        address = address_of(one)
        found += amazon if one == AMAZON_NAME_SERVER else (address,) if address is not None else ()
    return tuple(found)


def _amazon(vpc: Vpc) -> tuple[Address, ...]:
    """Return AWS's name server: the base of the primary block plus two, whether or not it answers."""
    primary = network_of(next(iter(known(vpc.cidrs, ())), ""))
    return (primary[_PLACE],) if isinstance(primary, IPv4Network) else ()


def _own(land: Land, vpc: Vpc) -> tuple[Address, ...]:
    return (*resolver_addresses(land, vpc.id), *_amazon(vpc))


def _inside(land: Land, address: Address) -> bool:
    blocks = [block for vpc in land.vpcs.values() for block in networks_of(known(vpc.cidrs, ()))]
    return any(address in block for block in blocks) or address.is_private
