"""Laws that hold on every world: allowing never closes, order counts for ACLs alone, not knowing is never knowing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.reachability.reach import reach
from sealane.reachability.seats import seats_of
from sealane.reachability.ways_in import ways_in
from sealane.reachability.ways_out import ways_out
from sealane.verdicts.verdict import Verdict, worst
from sealane.world.gateways import GatewayKind
from sealane.world.names import HostedZone, Record
from sealane.world.network_acls import NetworkAcl
from sealane.world.security_groups import Direction, SecurityGroup
from sealane.world.services import Service
from sealane.world.values import Known
from sealane.world.vpcs import BlockPublicAccess, DhcpOptions
from sealane.world.world import Fact, World, world_of
from tests.thoroughness import examples
from tests.unit.reachability.estate import (
    GOALS,
    TASKS,
    acl,
    endpoint,
    entry,
    everything,
    group,
    healthy,
    origin,
    route,
    service,
    table,
    vpc,
    wounded,
)
from tests.unit.reachability.small_worlds import renamed, rules, worlds
from tests.unit.reachability.test_other_vpcs import PEERED, TRANSIT
from tests.unit.reachability.test_other_vpcs import estate as hub
from tests.unit.reachability.test_public_paths import BY_IGW, BY_INSTANCE, BY_NAT
from tests.unit.reachability.test_public_paths import estate as without_api
from tests.unit.reachability.test_ways_in import BALANCED, DIRECT
from tests.unit.reachability.test_ways_out import TRANSIT as OUT_BY_TRANSIT
from tests.unit.reachability.test_ways_out import ipv6
from tests.unit.reachability.unreading import takings

RANK = {Verdict.FAILS: 0, Verdict.UNKNOWN: 1, Verdict.HOLDS: 2}
WAYS = ("tasks", "ends", "forwarders")
STRIDE = 6


def app(world: World) -> Service:
    """Return the service."""
    return world.table(Service)["app"]


def answers(world: World) -> dict[str, Verdict]:
    """Return the worst verdict of each goal over all seats, and of the seal in each direction."""
    seats = seats_of(world, app(world))
    found = {name: worst(reach(world, seat, goal).verdict for seat in seats) for name, goal in GOALS.items()}
    found["out"] = worst(ways_out(world, seat).verdict for seat in seats)
    found["in"] = worst(ways_in(world, seat).verdict for seat in seats)
    return found


def said(world: World) -> list[object]:
    """Return verdicts, causes and leaks, as far as names do not matter."""
    seats = seats_of(world, app(world))
    traces = [reach(world, seat, goal) for seat in seats for goal in GOALS.values()]
    leaks = [found for seat in seats for found in (ways_out(world, seat), ways_in(world, seat))]
    causes = [sorted(block.cause.value for block in trace.blocks) for trace in traces]
    return [
        *zip((trace.verdict for trace in traces), causes, strict=True),
        *((found.verdict, sorted(leak.block.cause.value for leak in found.leaks)) for found in leaks),
    ]


@settings(max_examples=examples(40))
@given(worlds(), st.data())
def test_an_allow_rule_never_closes_a_way(world: World, data: st.DataObject) -> None:
    """One rule more in any group leaves what was reachable reachable, and what got out getting out."""
    name = data.draw(st.sampled_from(WAYS))
    grown = world.table(SecurityGroup)[name]
    way = data.draw(st.sampled_from(tuple(Direction)))
    more = world.with_facts(replace(grown, rules=(*grown.rules, data.draw(rules(way, WAYS)))))
    seat, after = seats_of(world, app(world))[0], seats_of(more, app(more))[0]
    for goal in GOALS.values():
        assert RANK[reach(more, after, goal).verdict] >= RANK[reach(world, seat, goal).verdict]
    assert RANK[ways_out(more, after).verdict] <= RANK[ways_out(world, seat).verdict]
    assert RANK[ways_in(more, after).verdict] <= RANK[ways_in(world, seat).verdict]


@settings(max_examples=examples(40))
@given(worlds(), st.integers(0, 1000))
def test_order_within_groups_and_lists_is_nothing(world: World, seed: int) -> None:
    """Rules of a group, entries of an ACL and facts of a world may stand in any order; numbers alone order entries."""
    chance = random.Random(seed)  # noqa: S311 - any order will do
    groups = [replace(one, rules=_shuffled(one.rules, chance)) for one in world.table(SecurityGroup).values()]
    acls = [replace(one, entries=_shuffled(one.entries, chance)) for one in world.table(NetworkAcl).values()]
    facts: list[Fact] = [fact for facts in world.with_facts(*groups, *acls).tables.values() for fact in facts.values()]
    assert said(world_of(world.source, _shuffled(tuple(facts), chance))) == said(world)


def _shuffled(items: tuple[object, ...], chance: random.Random) -> tuple:  # type: ignore[type-arg]
    return tuple(chance.sample(items, len(items)))


def test_numbers_of_entries_are_everything() -> None:
    """The same two entries with their numbers exchanged are another ACL."""
    for denied, verdict in ((1, Verdict.FAILS), (3, Verdict.HOLDS)):
        deny = entry(Direction.EGRESS, denied, "0.0.0.0/0", allow=Known(value=False))
        allow = [entry(way, 2, "0.0.0.0/0") for way in Direction]
        assert answers(wounded(acl("guard", ("tasks-a",), deny, *allow)))["login"] is verdict


@settings(max_examples=examples(25))
@given(worlds())
def test_names_mean_nothing(world: World) -> None:
    """A world in which every key is another says the same."""
    keys = {key for facts in world.tables.values() for key in facts} - {"app"}
    names = {key: f"renamed {key}" for key in keys}
    facts = [renamed(fact, names) for facts in world.tables.values() for fact in facts.values()]
    goals = renamed(tuple(GOALS.values()), names)
    other = world_of(world.source, facts)
    seats = zip(seats_of(world, app(world)), seats_of(other, app(other)), strict=True)
    for one, two in seats:
        for goal, same in zip(GOALS.values(), goals, strict=True):
            before, after = reach(world, one, goal), reach(other, two, same)
            assert after.verdict is before.verdict
            assert [block.cause for block in after.blocks] == [block.cause for block in before.blocks]
        assert ways_out(other, two).verdict is ways_out(world, one).verdict


ZONE = HostedZone(
    id="zone",
    origin=origin("zone"),
    name=Known("amazonaws.com"),
    vpcs=Known(("vpc",)),
    records=(Record(origin=origin("r"), name=Known("x.amazonaws.com"), kind=Known("A"), values=Known(("10.0.11.9",))),),
)
RICH: dict[str, World] = {
    "healthy": healthy(),
    "closed groups": wounded(group("ends"), group("mounts"), group("tasks")),
    "an ACL": wounded(acl("guard", ("tasks-a", "ends-a"), *(entry(way, 100, "10.0.0.0/16") for way in Direction))),
    "no endpoint": without_api(),
    "private DNS off": wounded(endpoint("ecr.api", private_dns=Known(value=False))),
    "a NAT gateway": without_api(*BY_NAT),
    "a NAT gateway without a way": without_api(*BY_NAT, table("public", ("public-a",))),
    "an internet gateway": without_api(*BY_IGW),
    "an instance": without_api(*BY_INSTANCE),
    "block public access": without_api(
        *BY_NAT, BlockPublicAccess(id="bpa", origin=origin("bpa"), mode=Known("block-bidirectional"))
    ),
    "a zone": wounded(ZONE),
    "DHCP options": wounded(
        vpc(dhcp_options=Known("dhcp")),
        DhcpOptions(id="dhcp", origin=origin("dhcp"), name_servers=Known(("AmazonProvidedDNS",))),
    ),
    "custom servers": wounded(
        vpc(dhcp_options=Known("dhcp")),
        DhcpOptions(id="dhcp", origin=origin("dhcp"), name_servers=Known(("8.8.8.8",))),
    ),
    "peering": hub(*PEERED),
    "transit": hub(*TRANSIT),
    "transit out": wounded(*OUT_BY_TRANSIT),
    "IPv6": wounded(*ipv6("gateway", GatewayKind.EGRESS_ONLY)),
    "a public address": wounded(*DIRECT),
    "a load balancer": wounded(*BALANCED),
    "no egress and a route": wounded(*BY_NAT, TASKS),
    "everything out": wounded(group("tasks", everything(Direction.EGRESS))),
    "a blackhole": wounded(table("tasks", ("tasks-a", "tasks-b"), route("52.0.0.0/8", "gone", active=False))),
    "one subnet": wounded(service(subnets=Known(("tasks-a",)))),
}


@pytest.mark.parametrize("name", RICH)
def test_what_is_not_read_never_makes_a_certainty(name: str) -> None:
    """Each value, list and noun that is taken from a world leaves an answer as it was, or makes it unknown."""
    world = RICH[name]
    before = answers(world)
    # A sample, another one of each world; with a stride of one the law was held once by all of them.
    sample = takings(world)[list(RICH).index(name) % STRIDE :: STRIDE]
    wrong = [
        (what, question, before[question], answer)
        for what, less in sample
        for question, answer in answers(less).items()
        if answer not in (before[question], Verdict.UNKNOWN)
    ]
    assert wrong == []


@settings(max_examples=examples(25))
@given(worlds(), st.data())
def test_nor_does_it_on_drawn_worlds(world: World, data: st.DataObject) -> None:
    """The same of worlds that nobody thought of."""
    before = answers(world)
    found = takings(world)
    what, less = found[data.draw(st.integers(0, len(found) - 1))]
    for question, answer in answers(less).items():
        assert answer in (before[question], Verdict.UNKNOWN), (what, question)
