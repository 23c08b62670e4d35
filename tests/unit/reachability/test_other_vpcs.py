"""Endpoints of a hub VPC, by peering or over a transit gateway, with names from a hosted zone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.reachability.goal import AddressGoal
from sealane.reachability.reach import way
from sealane.reachability.seats import seats_of
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Gap, Noun
from sealane.world.gateways import NatGateway, PeeringConnection
from sealane.world.names import HostedZone, Record
from sealane.world.security_groups import Direction, PeerKind
from sealane.world.services import Service
from sealane.world.transit import (
    AttachmentKind,
    TransitAttachment,
    TransitGateway,
    TransitRoute,
    TransitRouteTable,
)
from sealane.world.values import Known, Unknown, Unread
from sealane.world.vpc_defaults import default_acl
from sealane.world.world import Fact, World
from tests.unit.reachability.estate import (
    HOSTS,
    LOGIN,
    causes,
    changed,
    endpoint,
    everything,
    findings,
    group,
    origin,
    route,
    rule,
    subnet,
    table,
    verdicts,
    vpc,
    wounded,
)

IN, OUT = Direction.INGRESS, Direction.EGRESS
HUB = vpc("hub", "10.9.0.0/16")
CIDR = {"kind": PeerKind.CIDR}
HOST = HOSTS["ecr.api"]
ZONE = HostedZone(
    id="zone",
    origin=origin("zone"),
    name=Known(HOST),
    vpcs=Known(("vpc", "hub")),
    records=(Record(origin=origin("record"), name=Known(HOST), kind=Known("A"), alias=Known("hub-endpoint")),),
)
FACTS: tuple[Fact, ...] = (
    HUB,
    default_acl(HUB),
    subnet("hub-a", "10.9.1.0/24", vpc=Known("hub")),
    group("hub-ends", rule(IN, "10.0.0.0/16", **CIDR), vpc=Known("hub")),
    endpoint(
        "ecr.api",
        id="hub-endpoint",
        vpc=Known("hub"),
        subnets=Known(("hub-a",)),
        security_groups=Known(("hub-ends",)),
        private_dns=Known(value=False),
    ),
    ZONE,
    group("tasks", everything(OUT)),
)


def estate(*facts: Fact) -> World:
    """Return the world whose `ecr.api` endpoint is in the hub."""
    return wounded(*FACTS, *facts, without=((Endpoint, "endpoint-ecr.api"),))


PEERED: tuple[Fact, ...] = (
    PeeringConnection(id="pcx", origin=origin("pcx"), requester=Known("vpc"), accepter=Known("hub")),
    table("tasks", ("tasks-a", "tasks-b"), route("10.9.0.0/16", "pcx")),
    table("hub-table", ("hub-a",), route("10.0.0.0/16", "pcx"), vpc=Known("hub")),
)


def test_central_endpoints_over_peering_hold() -> None:
    """The name comes from the zone, the way from the routes of both VPCs."""
    world = estate(*PEERED)
    assert findings(world) == {}
    found = way(world, seats_of(world, world.table(Service)["app"])[0], LOGIN)
    assert [one.id for one in found.endpoints] == ["hub-endpoint"]
    assert [hop.kind for hop in found.trace.forward][-4:] == ["peering", "network-acl", "security-group", "endpoint"]


def test_without_the_zone_the_endpoint_is_elsewhere() -> None:
    """Its private names are its own VPC's."""
    world = estate(*PEERED).without(HostedZone, "zone")
    assert findings(world) == {"login": {"endpoint-elsewhere"}}


@pytest.mark.parametrize(
    ("fact", "cause"),
    [
        (table("tasks", ("tasks-a", "tasks-b")), "no-way-out"),
        (table("hub-table", ("hub-a",), vpc=Known("hub")), "no-way-out"),
        (changed(PEERED[0], status=Known("pending-acceptance")), "no-way-out"),
        (group("hub-ends", vpc=Known("hub")), "endpoint-group-ingress"),
        (group("tasks", rule(OUT, "10.0.0.0/16", **CIDR)), "task-group-egress"),
    ],
)
def test_each_part_of_the_way_over_peering_is_needed(fact: Fact, cause: str) -> None:
    """Both routes, the connection, and both groups."""
    assert cause in causes(estate(*PEERED, fact), LOGIN)
    assert verdicts(estate(*PEERED, fact), LOGIN) == {"fails"}


def test_peers_may_reference_each_others_groups() -> None:
    """A group of the peer VPC means its members."""
    references = (group("hub-ends", rule(IN, "tasks"), vpc=Known("hub")), group("tasks", rule(OUT, "hub-ends")))
    assert verdicts(estate(*PEERED, *references), LOGIN) == {"holds"}


def test_a_peers_group_may_be_known_on_another_way() -> None:
    """A rule for it is no certain fault where a NAT gateway leads to the peer; one for nobody there is."""
    by_nat = (
        NatGateway(id="nat", origin=origin("nat"), subnet=Known("ends-a"), public=Known(value=True)),
        table("tasks", ("tasks-a", "tasks-b"), route("10.9.0.0/16", "nat")),
        table("ends", ("ends-a", "ends-b"), route("10.9.0.0/16", "pcx")),
    )
    named, closed = group("tasks", rule(OUT, "hub-ends")), group("tasks")
    goal = AddressGoal(address="10.9.1.4", port=443)
    assert verdicts(estate(*PEERED, *by_nat, named), goal) == {"unknown"}
    assert causes(estate(*PEERED, *by_nat, closed), goal) == {"task-group-egress"}
    apart = estate(*PEERED, *by_nat, named).without(PeeringConnection, "pcx")
    assert "task-group-egress" in causes(apart, goal)


TRANSIT: tuple[Fact, ...] = (
    TransitGateway(id="tgw", origin=origin("tgw")),
    TransitAttachment(
        id="spoke",
        origin=origin("spoke"),
        gateway=Known("tgw"),
        kind=AttachmentKind.VPC,
        resource=Known("vpc"),
        subnets=Known(("tasks-a", "tasks-b")),
    ),
    TransitAttachment(
        id="centre",
        origin=origin("centre"),
        gateway=Known("tgw"),
        kind=AttachmentKind.VPC,
        resource=Known("hub"),
        subnets=Known(("hub-a",)),
    ),
    TransitRouteTable(
        id="transit",
        origin=origin("transit"),
        gateway=Known("tgw"),
        associations=("spoke", "centre"),
        propagations=("spoke", "centre"),
    ),
    table("tasks", ("tasks-a", "tasks-b"), route("10.9.0.0/16", "tgw")),
    table("hub-table", ("hub-a",), route("10.0.0.0/16", "tgw"), vpc=Known("hub")),
)
ROUTES = TRANSIT[3]


def test_central_endpoints_over_a_transit_gateway_hold() -> None:
    """Both attachments propagate into the table that both are associated with."""
    assert findings(estate(*TRANSIT)) == {}


def to(destination: str, attachment: str, **more: object) -> TransitRoute:
    """Return a static route of a transit gateway."""
    given = {"origin": origin(destination), "destination": Known(destination), "attachment": Known(attachment)}
    return TransitRoute(**(given | more))  # type: ignore[arg-type]


def test_static_routes_do_as_well_and_come_first() -> None:
    """A blackhole of the same length beats what is propagated."""
    static = changed(ROUTES, propagations=(), routes=(to("10.9.0.0/16", "centre"), to("10.0.0.0/16", "spoke")))
    assert findings(estate(*TRANSIT, static)) == {}
    hole = changed(ROUTES, routes=(to("10.9.0.0/16", "", blackhole=True),))
    assert causes(estate(*TRANSIT, hole), LOGIN) == {"no-way-out"}


@pytest.mark.parametrize(
    "fact",
    [
        changed(ROUTES, propagations=("spoke",)),
        changed(ROUTES, propagations=("centre",)),
        changed(ROUTES, associations=("centre",)),
        table("hub-table", ("hub-a",), vpc=Known("hub")),
        changed(TRANSIT[1], subnets=Known(("ends-c",))),
    ],
)
def test_each_part_of_the_way_over_transit_is_needed(fact: Fact) -> None:
    """Routes there and back, the association, the way back out of the hub, an attachment in the task's zone."""
    world = estate(*TRANSIT, subnet("ends-c", "10.0.13.0/24"), fact)
    assert causes(world, LOGIN) == {"no-way-out"}


def test_what_is_not_known_of_transit_is_unknown() -> None:
    """Hidden routes and attachments of other kinds decide nothing."""
    assert verdicts(estate(*TRANSIT, changed(ROUTES, hidden=(Unknown("x"),))), LOGIN) == {"unknown"}
    vpn = changed(TRANSIT[2], kind=AttachmentKind.VPN)
    assert verdicts(estate(*TRANSIT, vpn), LOGIN) == {"unknown"}


def test_unsaid_association_is_unknown() -> None:
    """An attachment that no table names has none, unless a table may name more than it lists, or tables are missing."""
    apart = changed(ROUTES, associations=("centre",))
    assert verdicts(estate(*TRANSIT, apart), LOGIN) == {"fails"}
    assert verdicts(estate(*TRANSIT, changed(apart, hidden=(Unknown("x"),))), LOGIN) == {"unknown"}
    missing = Gap(noun=Noun.TRANSIT_GATEWAYS, why=Unread("x"))
    assert verdicts(replace(estate(*TRANSIT, apart), gaps=(missing,)), LOGIN) == {"unknown"}


def test_references_to_groups_over_transit_are_unknown() -> None:
    """They need a setting of the attachments that no source shows."""
    references = group("hub-ends", rule(IN, "tasks"), vpc=Known("hub"))
    assert verdicts(estate(*TRANSIT, references), LOGIN) == {"unknown"}
