"""The router of each VPC: everything in a VPC is sent through it, and the VPC's resolver listens there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sealane.lab.blueprint.gates import Gate, GateRule, Match, Outcome, Side
from sealane.lab.blueprint.spaces import Space, SpaceKind
from sealane.lab.survey.doors import Door
from sealane.lab.survey.known import block
from sealane.lab.survey.labels import router_of
from sealane.lab.survey.land import Land
from sealane.lab.survey.ports import Port
from sealane.lab.survey.resolvers import resolver_addresses, resolver_interfaces


def parts(land: Land, doors: Sequence[Door], ports: Sequence[Port]) -> Iterator[Space | Gate]:
    """Yield the routers."""
    for vpc in land.vpcs:
        own = resolver_interfaces(land, vpc)
        yield Space(name=router_of(vpc), kind=SpaceKind.ROUTER, stands_for=vpc, forwards=True, own=own)
        strangers = [door.device for door in doors if door.vpc == vpc and door.edge]
        strangers += [port.device for port in ports if port.vpc == vpc and port.transit]
        if own and strangers:
            yield _resolver_gate(land, vpc, tuple(dict.fromkeys(strangers)))


def _resolver_gate(land: Land, vpc: str, strangers: tuple[str, ...]) -> Gate:
    """Keep a VPC's resolver to those inside: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html."""
    own = tuple(block(address) for address in resolver_addresses(land, vpc))
    rule = GateRule(match=Match(arriving_on=strangers, destinations=own), outcome=Outcome.DROP, origin="resolver")
    return Gate(
        space=router_of(vpc),
        name="resolver",
        side=Side.ARRIVING,
        rules=(rule,),
        tracked=False,
        otherwise=Outcome.ACCEPT,
    )
