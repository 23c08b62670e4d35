"""Routes and what they lead to, as the blueprint has them."""

from __future__ import annotations

import pytest

from sealane.lab.survey.survey import survey
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance
from sealane.world.prefix_lists import PrefixList
from sealane.world.security_groups import Direction
from sealane.world.values import Known, Unread
from sealane.world.vpc_defaults import default_acl, main_table
from sealane.world.vpcs import BlockPublicAccess
from sealane.world.world import Fact
from tests.unit.lab.survey.flows import (
    OTHER_TASK,
    OUTSIDE,
    S3_ADDRESS,
    STRANGER,
    STRANGER_IPV6,
    TASK,
    both_ways,
    flow,
    through,
    with_facts,
)
from tests.unit.reachability.estate import (
    S3,
    S3_LIST,
    TASKS,
    changed,
    everything,
    gateway_endpoint,
    group,
    healthy,
    origin,
    route,
    service,
    subnet,
    table,
    vpc,
)

IN, OUT = Direction.INGRESS, Direction.EGRESS
OPEN = changed(TASKS, rules=(everything(OUT), everything(OUT, "::/0"), everything(IN), everything(IN, "::/0")))
PUBLIC = service(public_address=Known(value=True))
BOTH = ("tasks-a", "tasks-b")


def igw(*vpcs: str) -> Gateway:
    """Return an internet gateway."""
    return Gateway(id="igw", origin=origin("igw"), kind=GatewayKind.INTERNET, vpcs=Known(vpcs))


def leading(destination: str, target: str, **more: object) -> Fact:
    """Return the tasks' table with one route."""
    return table("tasks", BOTH, route(destination, target, **more))


def nat(**more: object) -> tuple[Fact, ...]:
    """Return a NAT gateway in a subnet with a way to the internet."""
    given = {"public": Known(value=True)} | more
    return (
        subnet("public-a", "10.0.3.0/24"),
        table("public", ("public-a",), route("0.0.0.0/0", "igw")),
        NatGateway(id="nat", origin=origin("nat"), subnet=Known("public-a"), **given),  # type: ignore[arg-type]
    )


def test_a_sealed_vpc_leads_nowhere() -> None:
    """Without a route nothing gets outside, and S3 is reached through its endpoint."""
    assert not flow(with_facts(OPEN), TASK, STRANGER).space
    assert flow(with_facts(OPEN), TASK, S3_ADDRESS).space == "gateway-endpoint:endpoint-s3"
    assert flow(with_facts(OPEN), TASK, S3_ADDRESS).back


def test_a_gateway_endpoint_is_on_its_tables_alone() -> None:
    """With the endpoint on another table, S3's addresses lead nowhere from the tasks' subnets."""
    assert both_ways(healthy(), TASK, S3_ADDRESS)
    elsewhere = gateway_endpoint(route_tables=Known(("vpc#main-route-table",)))
    assert not flow(with_facts(elsewhere), TASK, S3_ADDRESS).space


def test_s3_answers_at_the_blocks_of_the_source() -> None:
    """Where the source has AWS's blocks they count, and a stand-in only where it has not."""
    listed = PrefixList(
        id=S3_LIST, origin=origin(S3_LIST), name=Known(S3), cidrs=Known(("3.5.0.0/24",)), aws=Known(value=True)
    )
    assert both_ways(with_facts(OPEN, listed), TASK, "3.5.0.9")
    assert not flow(with_facts(OPEN, listed), TASK, S3_ADDRESS).space
    assert flow(with_facts(OPEN), TASK, "3.5.0.9").space == ""


@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        ((OPEN, PUBLIC, igw("vpc"), leading("0.0.0.0/0", "igw")), True),
        ((OPEN, igw("vpc"), leading("0.0.0.0/0", "igw")), False),
        ((OPEN, PUBLIC, igw(), leading("0.0.0.0/0", "igw")), False),
        ((OPEN, PUBLIC, igw("vpc")), False),
        ((OPEN, PUBLIC, igw("vpc"), leading("0.0.0.0/0", "igw", active=False)), False),
        ((OPEN, PUBLIC, igw("vpc"), leading("9.0.0.0/8", "igw")), False),
        ((TASKS, PUBLIC, igw("vpc"), leading("0.0.0.0/0", "igw")), False),
    ],
)
def test_an_internet_gateway_carries_who_has_a_public_address(facts: tuple[Fact, ...], *, passes: bool) -> None:
    """Route, attachment, public address and group are all needed to get out, and to be reached from outside."""
    world = with_facts(*facts)
    assert (flow(world, TASK, STRANGER).space == OUTSIDE) is passes
    assert both_ways(world, TASK, STRANGER) is passes
    blueprint = survey(world)
    for pairing in blueprint.pairings:
        entered = through(blueprint, OUTSIDE, str(pairing.outside))
        assert entered.back is passes


def test_strangers_do_not_reach_private_addresses() -> None:
    """From outside a task is known by its public address alone."""
    world = with_facts(OPEN, PUBLIC, igw("vpc"), leading("0.0.0.0/0", "igw"))
    blueprint = survey(world)
    task = next(one.inside for one in blueprint.pairings)
    assert through(blueprint, OUTSIDE, str(task)).space in {"", OUTSIDE}
    assert flow(world, TASK, "192.168.7.7").space == ""


@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        ((igw("vpc"), *nat()), True),
        ((igw("vpc"), *nat(public=Known(value=False))), False),
        ((igw("vpc"), *nat(state=Known("failed"))), False),
        ((igw(), *nat()), False),
        ((igw("vpc"), *nat(), table("public", ("public-a",))), False),
    ],
)
def test_a_nat_gateway_leads_out_by_its_own_subnet(facts: tuple[Fact, ...], *, passes: bool) -> None:
    """It works with a public address and a way of its own, in its own name; nobody comes in by it."""
    world = with_facts(OPEN, leading("0.0.0.0/0", "nat"), *facts)
    assert both_ways(world, TASK, STRANGER) is passes
    blueprint = survey(world)
    for pairing in blueprint.pairings:
        assert through(blueprint, OUTSIDE, str(pairing.outside)).space == ""


@pytest.mark.parametrize(
    ("check", "public", "passes"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_an_instance_forwards_without_its_check(*, check: bool, public: bool, passes: bool) -> None:
    """With the source and destination check on, what is for others is dropped; without, a NAT instance sends it on."""
    instance = Instance(
        id="i",
        origin=origin("i"),
        subnet=Known("public-a"),
        security_groups=Known(("open",)),
        check=Known(check),
        public=Known(public),
    )
    opened = group("open", everything(IN), everything(OUT))
    world = with_facts(OPEN, igw("vpc"), *nat()[:2], opened, instance, leading("0.0.0.0/0", "i"))
    assert both_ways(world, TASK, STRANGER) is passes


def test_the_longest_prefix_wins_and_static_before_listed() -> None:
    """A longer route takes its block from a shorter one; of two to one block the static route is taken."""
    listed = PrefixList(id="own", origin=origin("own"), name=Known("own"), cidrs=Known(("8.8.8.0/24",)))
    base = (OPEN, PUBLIC, igw("vpc"), listed)
    dark = table("tasks", BOTH, route("0.0.0.0/0", "igw"), route("8.8.8.8/32", "nowhere", active=False))
    assert not flow(with_facts(*base, dark), TASK, STRANGER).space
    assert both_ways(with_facts(*base, dark), TASK, "8.8.4.4")
    both = table("tasks", BOTH, route("own", "nowhere", active=False), route("8.8.8.0/24", "igw"))
    assert both_ways(with_facts(*base, both), TASK, STRANGER)
    only = table("tasks", BOTH, route("own", "nowhere", active=False), route("0.0.0.0/0", "igw"))
    assert not flow(with_facts(*base, only), TASK, STRANGER).space
    late = table("tasks", BOTH, route("8.8.8.0/24", "igw", propagated=True), route("own", "nowhere", active=False))
    assert not flow(with_facts(*base, late), TASK, STRANGER).space


def test_a_subnet_without_a_table_uses_the_main_one() -> None:
    """A route of the main table counts for a subnet that no table names, and for no other."""
    main = table("vpc#main-route-table", (), route("0.0.0.0/0", "igw"), main=True)
    world = with_facts(OPEN, PUBLIC, igw("vpc"), main, table("tasks", ("tasks-b",)))
    assert both_ways(world, TASK, STRANGER)
    assert not flow(world, OTHER_TASK, STRANGER).space


IPV6 = (
    vpc(ipv6_cidrs=Known(("2600:1f00::/56",))),
    subnet("tasks-a", "10.0.1.0/24", ipv6_cidr=Known("2600:1f00:0:1::/64"), ipv6_on_creation=Known(value=True)),
)


@pytest.mark.parametrize(("kind", "comes_in"), [(GatewayKind.INTERNET, True), (GatewayKind.EGRESS_ONLY, False)])
def test_ipv6_leaves_by_either_gateway_and_comes_in_by_one(kind: GatewayKind, *, comes_in: bool) -> None:
    """An egress-only gateway carries answers back and nothing that starts outside; an internet gateway carries both."""
    gateway = Gateway(id="gate", origin=origin("gate"), kind=kind, vpcs=Known(("vpc",)))
    blueprint = survey(with_facts(OPEN, *IPV6, gateway, leading("::/0", "gate")))
    assert through(blueprint, TASK, STRANGER_IPV6).back
    own = next(str(one.destination[0]) for one in blueprint.ways if one.space == OUTSIDE)
    assert through(blueprint, OUTSIDE, own).back is comes_in
    assert not through(survey(with_facts(OPEN, *IPV6, gateway)), TASK, STRANGER_IPV6).space


@pytest.mark.parametrize(
    ("mode", "excluded", "passes"),
    [
        ("off", (), True),
        ("block-bidirectional", (), False),
        ("block-ingress", (), False),
        ("block-bidirectional", (("vpc", "allow-bidirectional"),), True),
        ("block-bidirectional", (("tasks-a", "allow-bidirectional"),), True),
        ("block-bidirectional", (("tasks-b", "allow-bidirectional"),), False),
        ("block-bidirectional", (("tasks-a", "allow-egress"),), False),
    ],
)
def test_block_public_access_shuts_internet_gateways(
    mode: str, excluded: tuple[tuple[str, str], ...], *, passes: bool
) -> None:
    """What an account blocks no gateway carries, unless an exclusion of the subnet or the VPC lifts it."""
    switch = BlockPublicAccess(id="bpa", origin=origin("bpa"), mode=Known(mode), exclusions=Known(excluded))
    world = with_facts(OPEN, PUBLIC, igw("vpc"), leading("0.0.0.0/0", "igw"), switch)
    assert both_ways(world, TASK, STRANGER) is passes


@pytest.mark.parametrize(("mode", "passes"), [("block-ingress", True), ("block-bidirectional", False)])
def test_block_ingress_leaves_nat_gateways_their_way(mode: str, *, passes: bool) -> None:
    """Only traffic of NAT gateways passes where what comes in is blocked, and none where both ways are."""
    switch = BlockPublicAccess(id="bpa", origin=origin("bpa"), mode=Known(mode))
    world = with_facts(OPEN, igw("vpc"), *nat(), leading("0.0.0.0/0", "nat"), switch)
    assert both_ways(world, TASK, STRANGER) is passes


def far(*, back: bool = True, status: str = "active") -> tuple[Fact, ...]:
    """Return another VPC with an instance, peered with the first one."""
    other = vpc("far", "10.9.0.0/16")
    routes = (route("10.0.0.0/16", "pcx"),) if back else ()
    return (
        other,
        main_table(other),
        default_acl(other),
        subnet("far-a", "10.9.1.0/24", vpc=Known("far")),
        table("far", ("far-a",), *routes, vpc=Known("far")),
        group("far", everything(IN), vpc=Known("far")),
        Instance(id="far-i", origin=origin("i"), subnet=Known("far-a"), security_groups=Known(("far",))),
        PeeringConnection(
            id="pcx", origin=origin("pcx"), requester=Known("vpc"), accepter=Known("far"), status=Known(status)
        ),
    )


def test_a_peering_connection_leads_to_its_other_end() -> None:
    """Both tables must lead over it, it must be active, and a group of the other VPC may be named."""
    way = leading("10.9.0.0/16", "pcx")
    assert both_ways(with_facts(OPEN, way, *far()), TASK, "instance:far-i")
    assert flow(with_facts(OPEN, way, *far(back=False)), TASK, "instance:far-i").space == "instance:far-i"
    assert not both_ways(with_facts(OPEN, way, *far(back=False)), TASK, "instance:far-i")
    assert not flow(with_facts(OPEN, way, *far(status="pending-acceptance")), TASK, "instance:far-i").space
    named = group("far", changed(everything(IN), kind=TASKS.rules[0].kind, peer=Known("tasks")), vpc=Known("far"))
    assert both_ways(with_facts(OPEN, way, *far(), named), TASK, "instance:far-i")


def test_a_peering_connection_leads_no_further() -> None:
    """Neither the other VPC's internet gateway nor its S3 endpoint is reached through it."""
    way = leading("0.0.0.0/0", "pcx")
    there = Gateway(id="there", origin=origin("there"), kind=GatewayKind.INTERNET, vpcs=Known(("far",)))
    out = table("far", ("far-a",), route("0.0.0.0/0", "there"), vpc=Known("far"))
    world = with_facts(OPEN, way, *far(), there, out, gateway_endpoint(vpc=Known("far"), route_tables=Known(("far",))))
    assert not flow(world, TASK, STRANGER).space
    assert not flow(world, TASK, S3_ADDRESS).space


def test_what_a_route_leads_to_unseen_is_said() -> None:
    """A target that the source does not have is a black hole and told of; one that is there is not."""
    world = with_facts(OPEN, leading("0.0.0.0/0", "tgw-elsewhere"))
    assert not flow(world, TASK, STRANGER).space
    assert any("tgw-elsewhere" in one.why for one in survey(world).undrawn)
    unread = Gateway(id="igw", origin=origin("igw"), kind=GatewayKind.INTERNET, vpcs=Unread("not allowed to look"))
    said = survey(with_facts(OPEN, unread, leading("0.0.0.0/0", "igw"))).undrawn
    assert [one.why for one in said] == ["not allowed to look"]
    assert survey(with_facts(OPEN, PUBLIC, igw("vpc"), leading("0.0.0.0/0", "igw"))).undrawn == ()
