"""Transit gateways, as the blueprint has them."""

from __future__ import annotations

import pytest

from sealane.lab.survey.survey import survey
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.interfaces import Instance
from sealane.world.security_groups import Direction
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRoute, TransitRouteTable
from sealane.world.values import Known
from sealane.world.vpc_defaults import default_acl, main_table
from sealane.world.world import Fact
from tests.unit.lab.survey.flows import OUTSIDE, STRANGER, TASK, both_ways, flow, with_facts
from tests.unit.reachability.estate import (
    TASKS,
    acl,
    changed,
    entry,
    everything,
    group,
    origin,
    route,
    subnet,
    table,
    vpc,
)

IN, OUT = Direction.INGRESS, Direction.EGRESS
HUB = "instance:hub-i"
BOTH = ("mine", "theirs")


def attachment(name: str, where: str, *subnets: str) -> TransitAttachment:
    """Return an attachment of a VPC."""
    return TransitAttachment(
        id=name,
        origin=origin(name),
        gateway=Known("tgw"),
        kind=AttachmentKind.VPC,
        resource=Known(where),
        subnets=Known(subnets),
    )


def lists(*routes: TransitRoute, associated: tuple[str, ...] = BOTH, propagating: tuple[str, ...] = BOTH) -> Fact:
    """Return the gateway's one table."""
    return TransitRouteTable(
        id="lists",
        origin=origin("lists"),
        gateway=Known("tgw"),
        associations=associated,
        propagations=propagating,
        routes=routes,
    )


def static(block: str, to: str) -> TransitRoute:
    """Return a static route of the gateway's table; to nothing is a black hole."""
    return TransitRoute(
        origin=origin(f"{block} to {to}"), destination=Known(block), attachment=Known(to), blackhole=not to
    )


HUB_VPC = vpc("hub", "10.8.0.0/16")
FACTS: tuple[Fact, ...] = (
    changed(TASKS, rules=(everything(OUT), everything(IN))),
    table("tasks", ("tasks-a", "tasks-b"), route("10.8.0.0/16", "tgw"), route("0.0.0.0/0", "tgw")),
    HUB_VPC,
    main_table(HUB_VPC),
    default_acl(HUB_VPC),
    subnet("hub-a", "10.8.1.0/24", vpc=Known("hub")),
    subnet("edge-a", "10.8.2.0/24", vpc=Known("hub")),
    table("hub", ("hub-a",), route("10.0.0.0/16", "tgw"), route("0.0.0.0/0", "nat"), vpc=Known("hub")),
    table("edge", ("edge-a",), route("10.0.0.0/16", "tgw"), route("0.0.0.0/0", "igw"), vpc=Known("hub")),
    group("hub", everything(IN), vpc=Known("hub")),
    Instance(id="hub-i", origin=origin("hub-i"), subnet=Known("hub-a"), security_groups=Known(("hub",))),
    NatGateway(id="nat", origin=origin("nat"), subnet=Known("edge-a"), public=Known(value=True)),
    Gateway(id="igw", origin=origin("igw"), kind=GatewayKind.INTERNET, vpcs=Known(("hub",))),
    TransitGateway(id="tgw", origin=origin("tgw")),
    attachment("mine", "vpc", "tasks-a"),
    attachment("theirs", "hub", "hub-a"),
    lists(static("0.0.0.0/0", "theirs")),
)


def test_a_gateway_leads_to_another_vpc_and_by_it_to_the_internet() -> None:
    """What is routed to the gateway gets to the other VPC, and out by its NAT gateway, and answers come back."""
    assert both_ways(with_facts(*FACTS), TASK, HUB)
    assert flow(with_facts(*FACTS), TASK, STRANGER).space == OUTSIDE
    assert both_ways(with_facts(*FACTS), TASK, STRANGER)


@pytest.mark.parametrize(
    "wound",
    [
        attachment("mine", "vpc", "tasks-b"),
        lists(static("0.0.0.0/0", "theirs"), associated=("theirs",)),
        lists(propagating=("mine",)),
        lists(static("10.8.0.0/16", "")),
        lists(static("10.8.1.0/24", ""), static("10.8.0.0/16", "theirs")),
        table("tasks", ("tasks-a",)),
    ],
)
def test_each_link_of_the_way_there_is_needed(wound: Fact) -> None:
    """An attachment in the task's zone, its association, a route there that is no black hole, and the task's own."""
    zone = changed(attachment("mine", "vpc", "tasks-a"))
    assert both_ways(with_facts(*FACTS, zone), TASK, HUB)
    assert not flow(with_facts(*FACTS, wound), TASK, HUB).space


@pytest.mark.parametrize(
    "wound",
    [
        lists(associated=("mine",)),
        lists(propagating=("theirs",)),
        table("hub", ("hub-a",), vpc=Known("hub")),
    ],
)
def test_each_link_of_the_way_back_is_needed(wound: Fact) -> None:
    """The packet arrives and its answer is lost without the other association, propagation or route."""
    there = flow(with_facts(*FACTS, wound), TASK, HUB)
    assert there.space == HUB
    assert not there.back


def test_a_static_route_comes_before_a_propagated_one() -> None:
    """Of two to one block the static one is taken, wherever it leads."""
    assert both_ways(with_facts(*FACTS, lists()), TASK, HUB)
    assert not flow(with_facts(*FACTS, lists(static("10.8.0.0/16", "mine"))), TASK, HUB).space


def test_an_acl_does_not_see_what_comes_to_a_subnet_with_an_attachment() -> None:
    """Beside the attachment only what leaves for the gateway is judged, by both lists; elsewhere each way is."""
    deaf = acl("own", ("tasks-a",), entry(OUT, 1, "0.0.0.0/0"), entry(IN, 1, "10.0.1.0/24"))
    assert both_ways(with_facts(*FACTS, deaf), TASK, HUB)
    mute = acl("own", ("tasks-a",), entry(OUT, 1, "0.0.0.0/0"))
    assert not flow(with_facts(*FACTS, mute), TASK, HUB).space
    apart = attachment("mine", "vpc", "ends-a")
    assert both_ways(with_facts(*FACTS, apart), TASK, HUB)
    assert not both_ways(with_facts(*FACTS, apart, deaf), TASK, HUB)


def test_groups_are_not_known_over_a_gateway() -> None:
    """A rule that names a group of another VPC is told of and lets nothing in, since it may or may not be supported."""
    named = group("hub", changed(everything(IN), kind=TASKS.rules[0].kind, peer=Known("tasks")), vpc=Known("hub"))
    world = with_facts(*FACTS, named)
    assert not flow(world, TASK, HUB).space
    assert any("may or may not" in one.why for one in survey(world).undrawn)
    assert not any("may or may not" in one.why for one in survey(with_facts(*FACTS)).undrawn)
