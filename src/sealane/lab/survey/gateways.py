"""Internet gateways and egress-only ones: a space each, between a VPC's router and what lies outside.

https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import ip_network

from sealane.lab.blueprint.gates import Gate, GateRule, Match, Outcome, Pairing, Side
from sealane.lab.blueprint.routes import MAIN_TABLE, Lookup, Way
from sealane.lab.blueprint.spaces import End, Link, Space, SpaceKind
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.block_public_access import Openness, openness
from sealane.lab.survey.doors import Door
from sealane.lab.survey.interfaces import DEFAULT_IPV4, DEFAULT_IPV6, Interface
from sealane.lab.survey.known import block, known, unknowns
from sealane.lab.survey.labels import BEYOND_DEVICE, INSIDE_DEVICE, OUTSIDE, device_for, router_of
from sealane.lab.survey.land import Land
from sealane.records import dataclass
from sealane.world.gateways import Gateway, GatewayKind

# What the internet does not carry: https://www.iana.org/assignments/iana-ipv4-special-registry/
PRIVATE = (
    *("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"),
    *("224.0.0.0/3", "fc00::/7", "fe80::/10", "ff00::/8"),
)
_KINDS = {GatewayKind.INTERNET: "internet-gateway", GatewayKind.EGRESS_ONLY: "egress-only"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """A gateway to the internet at one of its VPCs; a detached one is none."""

    gateway: Gateway
    vpc: str

    @property
    def name(self) -> str:
        """The name of its space."""
        return f"{_KINDS[self.gateway.kind]}:{self.gateway.id}:{self.vpc}"

    @property
    def device(self) -> str:
        """The device by which the VPC's router, and what lies outside, reach it."""
        return device_for(self.name)

    @property
    def egress_only(self) -> bool:
        """Whether only connections from inside pass."""
        return self.gateway.kind is GatewayKind.EGRESS_ONLY


def exits(land: Land) -> Iterator[Exit | Undrawn]:
    """Yield the gateways that are attached to what is drawn."""
    for gateway in land.world.table(Gateway).values():
        if gateway.kind in _KINDS:
            yield from unknowns(f"gateway {gateway.origin.name}", gateway.vpcs)
            for vpc in known(gateway.vpcs, ()):
                if vpc in land.vpcs:
                    yield Exit(gateway=gateway, vpc=vpc)


def door(one: Exit) -> Door:
    """Return what routes to the gateway lead to."""
    return Door(vpc=one.vpc, target=one.gateway.id, device=one.device)


def parts(
    land: Land, one: Exit, interfaces: Sequence[Interface]
) -> Iterator[Space | Link | Way | Lookup | Gate | Pairing]:
    """Yield a gateway's space, its two cables, its routes, and what it lets pass."""
    here = [interface for interface in interfaces if interface.vpc == one.vpc]
    yield Space(name=one.name, kind=SpaceKind.EDGE, stands_for=one.gateway.id, forwards=True)
    inner, outer = End(space=one.name, device=INSIDE_DEVICE), End(space=one.name, device=BEYOND_DEVICE)
    yield Link(one=inner, other=End(space=router_of(one.vpc), device=one.device))
    yield Link(one=outer, other=End(space=OUTSIDE, device=one.device))
    yield Lookup(space=router_of(one.vpc), arriving_on=one.device, table=MAIN_TABLE)
    for default in (DEFAULT_IPV4, DEFAULT_IPV6):
        yield Way(space=one.name, destination=default, device=BEYOND_DEVICE)
    for interface in here:
        for address in interface.blocks:
            yield Way(space=one.name, destination=ip_network(address), device=INSIDE_DEVICE)
        if interface.public is not None and not one.egress_only:
            yield Pairing(
                space=one.name, outside_device=BEYOND_DEVICE, inside=interface.ipv4[0], outside=interface.public
            )
    yield _gate(one, _carried(land, one, here))


def _carried(land: Land, one: Exit, interfaces: Sequence[Interface]) -> tuple[str, ...]:
    """Return the inside addresses that a gateway carries: an IPv4 address needs a public one, IPv6 ones are public.

    An egress-only gateway carries IPv6 alone.
    """
    found: list[str] = []
    for interface in interfaces:
        passes = openness(land, land.plots[interface.subnet])
        outwards_only = one.egress_only or interface.claim.groups is None
        if passes is Openness.SHUT or (passes is Openness.OUTWARDS and not outwards_only):
            continue
        found += [block(address) for address in interface.ipv6]
        if interface.public is not None and not one.egress_only:
            found.append(block(interface.ipv4[0]))
    return tuple(found)


def _gate(one: Exit, carried: tuple[str, ...]) -> Gate:
    origin = one.gateway.id
    rules = [
        GateRule(match=Match(arriving_on=(INSIDE_DEVICE,), destinations=PRIVATE), outcome=Outcome.DROP, origin=origin)
    ]
    if carried:
        out = Match(arriving_on=(INSIDE_DEVICE,), leaving_by=(BEYOND_DEVICE,), sources=carried)
        back = Match(arriving_on=(BEYOND_DEVICE,), leaving_by=(INSIDE_DEVICE,), destinations=carried)
        rules.append(GateRule(match=out, outcome=Outcome.ACCEPT, origin=origin))
        if not one.egress_only:
            rules.append(GateRule(match=back, outcome=Outcome.ACCEPT, origin=origin))
    return Gate(space=one.name, name="carries", side=Side.PASSING, rules=tuple(rules), tracked=one.egress_only)
