"""NAT gateways: an interface without security groups that sends on, in its own name, what others send.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.gates import Gate, GateRule, Match, Outcome, Side
from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.claims import Claim
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.known import block, known, unknowns
from sealane.lab.survey.land import Land
from sealane.lab.survey.protocols import ICMP, TCP, UDP
from sealane.world.gateways import NatGateway


def space_of_nat(key: str) -> str:
    """Return the name of a NAT gateway's space."""
    return f"nat:{key}"


def claims(land: Land) -> Iterator[Claim | Undrawn]:
    """Yield the interfaces of the NAT gateways that work; a public one has a public address."""
    for nat in land.world.table(NatGateway).values():
        what = f"NAT gateway {nat.origin.name}"
        subnet = known(nat.subnet, "")
        if subnet in land.plots:
            yield from unknowns(what, nat.public, nat.state)
            if known(nat.state, "") == "available":
                yield Claim(
                    name=space_of_nat(nat.id),
                    kind=SpaceKind.INTERFACE,
                    stands_for=nat.id,
                    subnet=subnet,
                    groups=None,
                    public=known(nat.public, False),  # noqa: FBT003 - one that nobody knows is drawn without
                    translates=True,
                    targets=(nat.id,),
                )
            continue
        yield from unknowns(what, nat.subnet)
        if known(nat.vpc, "") in land.vpcs:
            yield Undrawn(what=what, why="the lab has no NAT gateways without a subnet")


def gates(interface: Interface) -> Iterator[Gate]:
    """Yield what keeps a NAT gateway to its work: TCP, UDP and ICMP, and no connections from outside.

    https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
    """
    own = tuple(block(address) for address in interface.ipv4)
    if interface.stands_for and interface.name == space_of_nat(interface.stands_for):
        strangers = GateRule(match=Match(destinations=own), outcome=Outcome.DROP, origin=interface.stands_for)
        yield Gate(
            space=interface.name,
            name="nat-strangers",
            side=Side.ARRIVING,
            rules=(strangers,),
            tracked=True,
            otherwise=Outcome.ACCEPT,
        )
        carried = tuple(
            GateRule(match=Match(protocol=protocol), outcome=Outcome.ACCEPT, origin=interface.stands_for)
            for protocol in (TCP, UDP, ICMP)
        )
        yield Gate(space=interface.name, name="nat-protocols", side=Side.PASSING, rules=carried, tracked=False)
