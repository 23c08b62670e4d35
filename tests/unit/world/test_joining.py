"""A plan in an account: what both have, what the plan looks up, adds, takes away and removes."""

from __future__ import annotations

from typing import Any

from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gaps import Gap, Noun
from sealane.world.joining import Standing, joined
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Origin, Unread
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, World, world_of
from sealane.world.world import Source as From

HERE = Origin("here")
VPC, LOOKED_UP = "vpc-0a1b2c3d4", "data.aws_vpc.main"
MAIN = f"{LOOKED_UP}#main-route-table"
NAMES = {VPC: LOOKED_UP, "rtb-0a1b2c3d4": MAIN, "vpce-0a1b2c3d4": "aws_vpc_endpoint.logs"}


def world(kind: str, *facts: Fact, gaps: tuple[Gap, ...] = ()) -> World:
    """Return a world of facts."""
    return world_of(From(kind=kind, name=kind, assumed=frozenset({Noun.KEYS})), facts, gaps)


def endpoint(key: str, vpc: str, **more: Any) -> Endpoint:
    """Return an endpoint."""
    return Endpoint(
        id=key, origin=Origin(key), vpc=Known(vpc), service_name=Known("s"), kind=EndpointKind.INTERFACE, **more
    )


def rule(peer: str) -> GroupRule:
    """Return a rule that lets HTTPS in from a peer."""
    return GroupRule(
        origin=HERE,
        direction=Direction.INGRESS,
        protocol=Known("tcp"),
        from_port=Known(443),
        to_port=Known(443),
        kind=PeerKind.CIDR,
        peer=Known(peer),
    )


SEEN = world(
    "live",
    Vpc(id=VPC, origin=Origin(VPC), cidrs=Known(("10.0.0.0/16", "10.1.0.0/16")), account=Known("111122223333")),
    RouteTable(id="rtb-0a1b2c3d4", origin=HERE, vpc=Known(VPC), main=True),
    endpoint("vpce-0a1b2c3d4", VPC),
    endpoint("vpce-0b1b2c3d4", VPC, route_tables=Known(("rtb-0b1b2c3d4",))),
    SecurityGroup(id="sg-0a1b2c3d4", origin=HERE, vpc=Known(VPC), rules=(rule("10.0.0.0/16"),)),
    gaps=(
        Gap(noun=Noun.NAT_GATEWAYS, why=Unread("refused"), scope=VPC),
        Gap(noun=Noun.SERVICES, why=Unread("nobody asked")),
    ),
)
PLANNED = world(
    "plan",
    Vpc(id=LOOKED_UP, origin=Origin(LOOKED_UP), cidrs=Known(("10.0.0.0/16",)), aws_id=Known(VPC)),
    endpoint("aws_vpc_endpoint.logs", LOOKED_UP, private_dns=Known(value=True)),
    gaps=(
        Gap(noun=Noun.ENDPOINTS, why=Unread("the plan has a part"), scope=LOOKED_UP),
        Gap(noun=Noun.ROLES, why=Unread("another"), scope="elsewhere"),
    ),
)
STANDING = Standing(names=NAMES, read=frozenset({LOOKED_UP}))


def test_what_is_looked_up_is_the_accounts_under_the_plans_key() -> None:
    """The VPC has both blocks, keeps AWS's id beside its key, and everything in it leads to that key."""
    whole = joined(PLANNED, SEEN, STANDING)
    vpc = whole.table(Vpc)[LOOKED_UP]
    assert (vpc.cidrs, vpc.aws_id, vpc.account) == (
        Known(("10.0.0.0/16", "10.1.0.0/16")),
        Known(VPC),
        Known("111122223333"),
    )
    assert set(whole.table(Vpc)) == {LOOKED_UP}
    assert {one.vpc for one in whole.table(Endpoint).values()} == {Known(LOOKED_UP)}
    assert set(whole.table(RouteTable)) == {MAIN}
    assert whole.source == PLANNED.source


def test_what_the_plan_keeps_is_as_the_plan_makes_it() -> None:
    """An endpoint of the plan's own counts once, with the plan's settings; another one's stays beside it."""
    whole = joined(PLANNED, SEEN, STANDING)
    assert set(whole.table(Endpoint)) == {"aws_vpc_endpoint.logs", "vpce-0b1b2c3d4"}
    assert whole.table(Endpoint)["aws_vpc_endpoint.logs"].private_dns == Known(value=True)


def test_gaps_of_the_vpc_are_closed_by_what_was_read() -> None:
    """The plan's gaps of the VPC go, the account's own come in the plan's key, and what was not asked for stays out."""
    gaps = joined(PLANNED, SEEN, STANDING).gaps
    assert {(gap.noun, gap.scope) for gap in gaps} == {
        (Noun.ROLES, "elsewhere"),
        (Noun.NAT_GATEWAYS, LOOKED_UP),
    }


def test_what_the_plan_removes_is_gone() -> None:
    """An endpoint that the plan deletes is not there afterwards."""
    whole = joined(
        PLANNED, SEEN, Standing(names=NAMES, read=frozenset({LOOKED_UP}), gone=frozenset({"vpce-0b1b2c3d4"}))
    )
    assert set(whole.table(Endpoint)) == {"aws_vpc_endpoint.logs"}


def test_associations_are_added_and_taken_away() -> None:
    """A table that the plan associates with somebody else's endpoint is served, one that it lets go is not."""
    pair, old = ("vpce-0b1b2c3d4", MAIN), ("vpce-0b1b2c3d4", "rtb-0b1b2c3d4")
    more = Standing(names=NAMES, read=frozenset({LOOKED_UP}), routed=frozenset({pair}))
    less = Standing(names=NAMES, read=frozenset({LOOKED_UP}), unrouted=frozenset({old}))
    assert joined(PLANNED, SEEN, more).table(Endpoint)["vpce-0b1b2c3d4"].route_tables == Known(("rtb-0b1b2c3d4", MAIN))
    assert joined(PLANNED, SEEN, less).table(Endpoint)["vpce-0b1b2c3d4"].route_tables == Known(())


def test_rules_are_added_once_and_taken_away() -> None:
    """A rule for somebody else's group stands in it, once even where it is there already; a withdrawn one does not."""
    added, there = ("sg-0a1b2c3d4", rule("10.9.0.0/16")), ("sg-0a1b2c3d4", rule("10.0.0.0/16"))
    more = Standing(names=NAMES, read=frozenset({LOOKED_UP}), ruled=(added, there))
    less = Standing(names=NAMES, read=frozenset({LOOKED_UP}), withdrawn=(there,))
    rules = joined(PLANNED, SEEN, more).table(SecurityGroup)["sg-0a1b2c3d4"].rules
    assert [one.peer for one in rules] == [Known("10.0.0.0/16"), Known("10.9.0.0/16")]
    assert joined(PLANNED, SEEN, less).table(SecurityGroup)["sg-0a1b2c3d4"].rules == ()


def test_account_that_was_not_read_adds_nothing() -> None:
    """Without anything seen the plan's world is what it was."""
    alone = joined(PLANNED, world("live"), Standing())
    assert alone.gaps == PLANNED.gaps
    assert alone.table(Vpc) == PLANNED.table(Vpc)
    assert alone.table(Subnet) == {}
