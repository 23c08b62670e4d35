"""What lies outside: one space that answers for every address, so that whatever gets there is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from ipaddress import IPv6Address, ip_network

from sealane.lab.blueprint.listeners import Listener, Stands
from sealane.lab.blueprint.routes import Way
from sealane.lab.blueprint.spaces import Space, SpaceKind
from sealane.lab.survey.gateways import Exit
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.known import block
from sealane.lab.survey.labels import OUTSIDE
from sealane.lab.survey.land import Land
from sealane.lab.survey.lanes import lane_to, lanes_of

# Of the ranges that AWS publishes: whether an address is a public one is what a stopped reason tells by, and blocks for
# documentation are not. Nothing of a lab leaves the machine.
# https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html
INTERNET = ("44.192.0.1", "2600:1f00:ffff::1")
_EVERYTHING = ("0.0.0.0/0", "::/0")
_PORTS = (80, 443)
_SOMEWHERE = IPv6Address(INTERNET[1])


def parts(land: Land, exits: Sequence[Exit], interfaces: Sequence[Interface]) -> Iterator[Space | Way | Listener]:
    """Yield the outside, its ways to public addresses, and who listens there."""
    yield Space(name=OUTSIDE, kind=SpaceKind.OUTSIDE, stands_for="internet", forwards=True, answers_for=_EVERYTHING)
    for port in _PORTS:
        yield Listener(space=OUTSIDE, port=port, stands=Stands.INTERNET)
    for interface in interfaces:
        mine = {one.gateway.id: one for one in exits if one.vpc == interface.vpc}
        both = [one for one in mine.values() if not one.egress_only]
        if interface.public is not None and both:
            yield Way(space=OUTSIDE, destination=ip_network(block(interface.public)), device=both[0].device)
        for address in interface.ipv6:
            back = _back(land, interface, mine)
            if back is not None:
                yield Way(space=OUTSIDE, destination=ip_network(block(address)), device=back.device)


def _back(land: Land, interface: Interface, exits: Mapping[str, Exit]) -> Exit | None:
    """Return the gateway by which packets from outside come to an IPv6 address: that by which its own leave.

    So an egress-only gateway keeps its promise that nothing from outside starts a connection, even where an internet
    gateway stands beside it: https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
    """
    lanes, _ = lanes_of(land, land.plots[interface.subnet])
    lane = lane_to(lanes, _SOMEWHERE)
    if lane is not None and lane.target in exits:
        return exits[lane.target]
    return next(iter(sorted(exits.values(), key=lambda one: one.egress_only)), None)
