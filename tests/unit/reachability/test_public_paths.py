"""Paths without endpoints: internet gateways, NAT gateways, instances that forward, and what is wrong with each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.reachability.blocks.ways import NatHasNoWayOut, Obstruction
from sealane.reachability.goal import HostGoal, InternetGoal
from sealane.reachability.reach import reach, way
from sealane.reachability.seats import seats_of
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.interfaces import Instance
from sealane.world.security_groups import Direction, PeerKind
from sealane.world.services import Service
from sealane.world.values import Known, Unknown
from sealane.world.vpcs import BlockPublicAccess
from sealane.world.world import Fact, World
from tests.unit.reachability.estate import (
    LAYERS,
    LOGIN,
    TASKS,
    acl,
    causes,
    each,
    endpoint,
    everything,
    findings,
    group,
    origin,
    route,
    rule,
    service,
    subnet,
    table,
    tcp,
    verdicts,
    wounded,
)

IN, OUT = Direction.INGRESS, Direction.EGRESS
OPEN = group("tasks", everything(OUT))
IGW = Gateway(id="igw", origin=origin("igw"), kind=GatewayKind.INTERNET, vpcs=Known(("vpc",)))
NAT = NatGateway(id="nat", origin=origin("nat"), subnet=Known("public-a"), public=Known(value=True))
PUBLIC = (
    subnet("public-a", "10.0.21.0/24"),
    table("public", ("public-a",), route("0.0.0.0/0", "igw")),
    IGW,
)
BY_NAT = (OPEN, NAT, *PUBLIC, table("tasks", ("tasks-a", "tasks-b"), route("0.0.0.0/0", "nat")))
BY_IGW = (OPEN, IGW, table("tasks", ("tasks-a", "tasks-b"), route("0.0.0.0/0", "igw")))
NO_API = ((Endpoint, "endpoint-ecr.api"),)


def estate(*facts: Fact) -> World:
    """Return the world with these facts and without the endpoint of `ecr.api`."""
    return wounded(*facts, without=NO_API)


def test_a_working_nat_gateway_carries_what_has_no_endpoint() -> None:
    """The step holds over the internet; that the seal fails is another question."""
    world = estate(*BY_NAT)
    assert findings(world) == {}
    found = way(world, seats_of(world, world.table(Service)["app"])[0], LOGIN)
    assert found.internet
    assert not found.endpoints


def test_s3_goes_by_the_gateway_endpoint_before_the_default_route() -> None:
    """A prefix list is more specific than everything; without it S3 goes by the NAT gateway."""
    world = wounded(*BY_NAT)
    seat = seats_of(world, world.table(Service)["app"])[0]
    assert [one.id for one in way(world, seat, LAYERS).endpoints] == ["endpoint-s3"]
    without = world.without(Endpoint, "endpoint-s3")
    assert way(without, seat, LAYERS).internet
    assert verdicts(without, LAYERS) == {"holds"}


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ((table("public", ("public-a",)),), Obstruction.NO_ROUTE),
        ((table("public", ("public-a",), route("0.0.0.0/0", "nat")),), Obstruction.NO_ROUTE),
        ((table("public", ("public-a",), route("0.0.0.0/0", "igw", active=False)),), Obstruction.BLACKHOLE),
        ((replace(IGW, vpcs=Known(())),), Obstruction.DETACHED),
        ((replace(NAT, state=Known("failed")),), Obstruction.NOT_AVAILABLE),
        ((replace(NAT, public=Known(value=False)),), Obstruction.PRIVATE_NAT),
        ((replace(NAT, subnet=Known("tasks-a")),), Obstruction.NO_ROUTE),
    ],
)
def test_a_nat_gateway_without_a_way_out(facts: tuple[Fact, ...], because: Obstruction) -> None:
    """It is internet only if its own way out works."""
    world = estate(*BY_NAT, *facts)
    assert findings(world) == {"login": {"nat-has-no-way-out"}}
    block = reach(world, seats_of(world, world.table(Service)["app"])[1], LOGIN).blocks[0]
    assert isinstance(block, NatHasNoWayOut)
    assert block.because is because


@pytest.mark.parametrize("change", [{"public": Unknown("x")}, {"state": Unknown("x")}, {"subnet": Known("")}])
def test_a_nat_gateway_known_in_part_is_unknown(change: dict[str, object]) -> None:
    """So is a regional one, whose own routes are AWS's."""
    assert findings(estate(*BY_NAT, replace(NAT, **change))) == {"login": {"unknown"}}  # type: ignore[arg-type]


def test_the_acl_of_the_nat_gateways_subnet_sees_packets_twice() -> None:
    """In from the task, out to the internet, and both ways back."""
    full = (
        tcp(IN, 100, "10.0.0.0/16", 443, 443),
        tcp(OUT, 100, "0.0.0.0/0", 443, 443),
        tcp(IN, 110, "0.0.0.0/0", 1024, 65535),
        tcp(OUT, 110, "10.0.0.0/16", 1024, 65535),
    )
    assert findings(estate(*BY_NAT, acl("guard", ("public-a",), *full))) == {}
    for place in range(len(full)):
        rest = (one for at, one in enumerate(full) if at != place)
        assert causes(estate(*BY_NAT, acl("guard", ("public-a",), *rest)), LOGIN) == {"network-acl-blocks"}


def test_an_internet_gateway_needs_a_public_address() -> None:
    """Without one no IPv4 packet comes back."""
    assert findings(estate(*BY_IGW)) == {"login": {"no-public-address"}}
    assert findings(estate(*BY_IGW, service(public_address=Known(value=True)))) == {}
    assert findings(estate(*BY_IGW, service(public_address=Unknown("x")))) == {"login": {"unknown"}}


def test_a_detached_gateway_leads_nowhere() -> None:
    """The route is there and cannot be used, which leaves the endpoint missing."""
    assert findings(estate(*BY_IGW, replace(IGW, vpcs=Known(("other",))))) == {"login": {"endpoint-missing"}}


@pytest.mark.parametrize("target", ["vgw", "tgw-of-somebody"])
def test_what_lies_behind_other_gateways_is_unknown(target: str) -> None:
    """On-premises networks and unread gateways may lead anywhere."""
    vpn = Gateway(id="vgw", origin=origin("vgw"), kind=GatewayKind.VPN, vpcs=Known(("vpc",)))
    world = estate(OPEN, vpn, table("tasks", ("tasks-a", "tasks-b"), route("0.0.0.0/0", target)))
    assert findings(world) == {"login": {"unknown"}}


def test_private_dns_off_counts_before_a_path_that_does_not_work() -> None:
    """The endpoint is there, so what is wrong is its name; a path that works is used instead."""
    off = endpoint("ecr.api", private_dns=Known(value=False))
    assert findings(wounded(off, *BY_IGW)) == {"login": {"endpoint-private-dns-off"}}
    assert findings(wounded(off, *BY_NAT)) == {}


def test_a_group_made_for_endpoints_leaves_the_endpoint_missing() -> None:
    """To open it to the internet would mend nothing that is wanted; one that lets nothing out at all is at fault."""
    assert findings(estate(*BY_NAT, TASKS)) == {"login": {"endpoint-missing"}}
    assert causes(estate(*BY_NAT, group("tasks")), LOGIN) == {"task-group-egress"}


def test_both_faults_are_found_where_neither_endpoint_nor_rule_is_there() -> None:
    """The endpoint alone would not help a group that lets nothing out to the VPC."""
    world = estate(group("tasks", rule(OUT, "0.0.0.0/0", kind=PeerKind.CIDR, from_port=Known(80), to_port=Known(80))))
    assert causes(world, LOGIN) == {"task-group-egress", "endpoint-missing"}


def test_a_host_outside_has_no_way_out() -> None:
    """No endpoint could carry it, so none is missing."""
    goal = HostGoal(host=Known("registry.example.com"))
    assert causes(wounded(OPEN), goal) == {"no-way-out"}
    assert verdicts(wounded(*BY_NAT), goal) == {"holds"}
    assert causes(wounded(group("tasks")), goal) == {"task-group-egress", "no-way-out"}
    assert causes(wounded(*BY_NAT), InternetGoal()) == set()


def instance(**more: object) -> Instance:
    """Return an instance in the public subnet that forwards."""
    given = {
        "id": "i",
        "origin": origin("i"),
        "subnet": Known("public-a"),
        "security_groups": Known(("forwarders",)),
        "public": Known(value=True),
        "check": Known(value=False),
    }
    return Instance(**(given | more))  # type: ignore[arg-type]


FORWARDERS = group("forwarders", everything(IN), everything(OUT))
BY_INSTANCE = (
    OPEN,
    instance(),
    FORWARDERS,
    *PUBLIC,
    table("tasks", ("tasks-a", "tasks-b"), route("0.0.0.0/0", "i")),
)


def test_whether_an_instance_forwards_is_its_softwares_to_say() -> None:
    """Nothing at the network stops the packet, and nothing proves that it is sent on."""
    assert findings(estate(*BY_INSTANCE)) == {"login": {"unknown"}}


@pytest.mark.parametrize(
    "fact",
    [
        instance(check=Known(value=True)),
        group("forwarders", everything(OUT)),
        group("forwarders", everything(IN)),
        group("forwarders", everything(OUT), rule(IN, "others")),
    ],
)
def test_a_forwarder_that_drops_the_packet_blocks(fact: Fact) -> None:
    """Its source and destination check is on, or its groups do not let the packet in or out."""
    assert findings(estate(*BY_INSTANCE, fact)) == {"login": {"forwarder-blocks"}}


def test_public_access_can_be_blocked_for_the_account() -> None:
    """Both ways stops NAT gateways too, ingress only leaves them out."""
    both = BlockPublicAccess(id="bpa", origin=origin("bpa"), mode=Known("block-bidirectional"))
    assert findings(estate(*BY_NAT, both)) == {"login": {"nat-has-no-way-out"}}
    assert findings(estate(*BY_NAT, replace(both, mode=Known("block-ingress")))) == {}
    excluded = replace(both, exclusions=Known((("vpc", "allow-bidirectional"),)))
    assert findings(estate(*BY_NAT, excluded)) == {}
    egress = replace(both, exclusions=Known((("public-a", "allow-egress"),)))
    assert findings(estate(*BY_NAT, egress)) == {}
    assert findings(estate(*BY_NAT, replace(both, mode=Unknown("x")))) == {"login": {"unknown"}}


def test_a_more_specific_route_counts() -> None:
    """What no longer prefix takes goes by the default route; which addresses a service has is not known."""
    split = table("tasks", ("tasks-a", "tasks-b"), route("0.0.0.0/0", "nat"), route("52.0.0.0/8", "nat", active=False))
    assert findings(estate(*BY_NAT, split)) == each(("login", "layers"), "unknown")
