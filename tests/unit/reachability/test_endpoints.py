"""Interface endpoints: missing, elsewhere, without private DNS, closed; and gateway endpoints off the route table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.reachability.blocks.endpoints import EndpointMissing
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Gap, Noun
from sealane.world.gateways import PeeringConnection
from sealane.world.security_groups import Direction, PeerKind, SecurityGroup
from sealane.world.services import Service
from sealane.world.values import Known, Unknown, Unread
from sealane.world.world import Fact
from tests.unit.reachability.estate import (
    ENDS,
    INTERFACES,
    LAYERS,
    LOGIN,
    MANIFEST,
    REGION,
    SUBNETS,
    TASKS,
    causes,
    each,
    endpoint,
    findings,
    gateway_endpoint,
    group,
    healthy,
    origin,
    rule,
    service,
    subnet,
    table,
    traces,
    verdicts,
    vpc,
    wounded,
)

OTHER = (vpc("hub", "10.9.0.0/16"), subnet("hub-a", "10.9.1.0/24", vpc=Known("hub")))
HUB_ENDPOINT = endpoint("ecr.api", vpc=Known("hub"), subnets=Known(("hub-a",)), security_groups=Known(("hub-group",)))
PEERING = PeeringConnection(id="pcx", origin=origin("pcx"), requester=Known("vpc"), accepter=Known("hub"))


@pytest.mark.parametrize(("suffix", "goal"), [("ecr.api", "login"), ("ecr.dkr", "manifest"), ("logs", "logs")])
def test_a_missing_endpoint_stops_its_own_step_only(suffix: str, goal: str) -> None:
    """Without the endpoint its step has no path, and all others hold."""
    world = wounded(without=((Endpoint, f"endpoint-{suffix}"),))
    assert findings(world) == {goal: {"endpoint-missing"}}


def test_an_endpoint_that_failed_is_missing_and_named() -> None:
    """An endpoint that AWS could not make serves nothing."""
    world = wounded(endpoint("ecr.api", state=Known("failed")))
    block = traces(world, LOGIN)[0].blocks[0]
    assert isinstance(block, EndpointMissing)
    assert block.failed is not None
    assert block.origin.name == "endpoint-ecr.api"


def test_an_endpoint_without_subnets_is_missing() -> None:
    """It has no interface, so nothing can be sent to it."""
    assert findings(wounded(endpoint("ecr.api", subnets=Known(())))) == {"login": {"endpoint-missing"}}


@pytest.mark.parametrize("state", ["pending", "pendingAcceptance"])
def test_an_endpoint_on_its_way_is_unknown(state: str) -> None:
    """Nobody knows whether it will be accepted."""
    assert findings(wounded(endpoint("ecr.api", state=Known(state)))) == {"login": {"unknown"}}


def test_private_dns_off_is_the_only_finding() -> None:
    """The endpoint is there, so it is not missing, and no path to the internet was meant."""
    world = wounded(endpoint("ecr.dkr", private_dns=Known(value=False)))
    assert findings(world) == {"manifest": {"endpoint-private-dns-off"}}


def test_private_dns_off_does_not_hide_a_closed_group() -> None:
    """Both faults of one endpoint are found at once, the name's first."""
    closed = group("closed")
    world = wounded(
        endpoint("ecr.dkr", private_dns=Known(value=False), security_groups=Known(("closed",))),
        closed,
        group("tasks", *TASKS.rules, rule(Direction.EGRESS, "closed")),
    )
    found = [block.cause.value for block in traces(world, MANIFEST)[0].blocks]
    assert found == ["endpoint-private-dns-off", "endpoint-group-ingress"]


def test_unknown_private_dns_is_unknown() -> None:
    """A flag that the plan does not know decides nothing."""
    world = wounded(endpoint("ecr.dkr", private_dns=Unknown("after apply")))
    assert findings(world) == {"manifest": {"unknown"}}


def test_a_group_that_does_not_admit_the_task_stops_all_its_endpoints() -> None:
    """One group without the rule is one fault of three steps."""
    world = wounded(group("ends", rule(Direction.INGRESS, "others")))
    assert findings(world) == each(("login", "manifest", "logs"), "endpoint-group-ingress")
    assert len({block for goal in (LOGIN, MANIFEST) for trace in traces(world, goal) for block in trace.blocks}) == 2


@pytest.mark.parametrize(
    ("cidr", "expected"),
    [
        ("10.0.0.0/16", set()),
        ("10.0.1.0/24", {"endpoint-group-ingress"}),
        ("10.0.1.0/25", {"endpoint-group-ingress"}),
        ("192.168.0.0/16", {"endpoint-group-ingress"}),
    ],
)
def test_blocks_must_hold_every_address_of_every_subnet(cidr: str, expected: set[str]) -> None:
    """A rule that admits one subnet, or half of it, leaves some tasks out."""
    world = wounded(group("ends", rule(Direction.INGRESS, cidr, kind=PeerKind.CIDR)))
    assert causes(world, LOGIN) == expected


@pytest.mark.parametrize("change", [{"from_port": Known(80), "to_port": Known(80)}, {"protocol": Known("udp")}])
def test_another_port_or_protocol_admits_nothing(change: dict[str, object]) -> None:
    """HTTPS is TCP 443."""
    world = wounded(group("ends", rule(Direction.INGRESS, "tasks", **change)))
    assert causes(world, LOGIN) == {"endpoint-group-ingress"}


def test_no_group_means_the_default_group() -> None:
    """The stock default group admits its own members only."""
    world = wounded(endpoint("ecr.api", security_groups=Known(())), group("tasks", *OPEN_EGRESS))
    assert causes(world, LOGIN) == {"endpoint-group-ingress"}
    member = world.with_facts(service(security_groups=Known(())))
    assert causes(member, LOGIN) == set()


OPEN_EGRESS = (rule(Direction.EGRESS, "0.0.0.0/0", kind=PeerKind.CIDR),)


def test_a_rule_of_the_group_to_itself_admits_its_members() -> None:
    """Task and endpoint in one group that references itself reach each other."""
    own = group("ends", rule(Direction.INGRESS, "ends"), *OPEN_EGRESS)
    world = wounded(own, service(security_groups=Known(("ends",))))
    assert causes(world, LOGIN) == set()
    assert causes(world.with_facts(service()), LOGIN) == {"endpoint-group-ingress"}


def test_groups_of_one_interface_are_united() -> None:
    """One group of two that admits the task is enough."""
    world = wounded(group("closed"), endpoint("ecr.api", security_groups=Known(("closed", "ends"))))
    assert causes(world, LOGIN) == set()


def test_an_unread_group_is_unknown() -> None:
    """A group that the source does not have may admit the task."""
    world = wounded(without=((SecurityGroup, "ends"),))
    assert findings(world) == each(("login", "manifest", "logs"), "unknown")


def test_hidden_rules_are_unknown_and_no_more() -> None:
    """What may stand in a group beside its rules can only add."""
    hidden = replace(ENDS, rules=(), hidden=(Unread("rules"),))
    assert verdicts(wounded(hidden), LOGIN) == {"unknown"}
    assert verdicts(wounded(replace(ENDS, hidden=(Unread("rules"),))), LOGIN) == {"holds"}


def test_two_owners_of_one_private_name_are_unknown() -> None:
    """AWS refuses the second endpoint, so nobody can say which one there is."""
    world = wounded(endpoint("ecr.api", id="second", origin=origin("second")))
    assert findings(world) == {"login": {"unknown"}}


def test_an_endpoint_in_one_zone_serves_all() -> None:
    """Its name resolves to its one address everywhere in the VPC."""
    assert findings(wounded(endpoint("ecr.api", subnets=Known(("ends-a",))))) == {}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((), "endpoint-elsewhere"),
        ((PEERING, service(id="hub-app", subnets=Known(("hub-a",)))), "endpoint-elsewhere"),
        ((service(id="hub-app", subnets=Known(("hub-a",))),), "endpoint-missing"),
    ],
)
def test_an_endpoint_elsewhere_is_one_that_could_be_meant(facts: tuple[Fact, ...], expected: str) -> None:
    """It is in a VPC that is connected with the task's, or in one in which nothing runs that uses it."""
    world = wounded(*OTHER, HUB_ENDPOINT, *facts)
    world = world.with_facts(replace(HUB_ENDPOINT, id="hub-endpoint")).without(Endpoint, "endpoint-ecr.api")
    assert findings(world) == {"login": {expected}}


def test_a_gap_among_endpoints_makes_a_missing_one_unknown() -> None:
    """Where the source does not show all endpoints of the VPC there may be one more."""
    world = wounded(without=((Endpoint, "endpoint-ecr.api"),))
    gapped = replace(world, gaps=(Gap(noun=Noun.ENDPOINTS, why=Unread("not all"), scope="vpc"),))
    assert findings(gapped) == {"login": {"unknown"}}
    elsewhere = replace(world, gaps=(Gap(noun=Noun.ENDPOINTS, why=Unread("not all"), scope="other"),))
    assert findings(elsewhere) == {"login": {"endpoint-missing"}}


def test_a_gateway_endpoint_counts_for_its_tables_only() -> None:
    """The subnet's table must be the one that the endpoint is associated with."""
    other = table("other", ())
    world = wounded(gateway_endpoint(route_tables=Known(("other",))), other)
    assert findings(world) == {"layers": {"gateway-endpoint-not-routed"}}


def test_the_main_table_counts_for_subnets_without_one() -> None:
    """A subnet that no table names uses the VPC's main one, so an association with another does not help."""
    world = wounded(table("tasks", ()))
    assert findings(world) == {"layers": {"gateway-endpoint-not-routed"}}
    routed = world.with_facts(gateway_endpoint(route_tables=Known(("vpc#main-route-table",))))
    assert findings(routed) == {}


def test_one_subnet_of_two_that_has_no_way_is_found() -> None:
    """A service that works from one subnet only is not one that works."""
    world = wounded(table("tasks", ("tasks-a",)))
    assert verdicts(world, LAYERS) == {"holds", "fails"}


def test_without_a_gateway_endpoint_it_is_missing() -> None:
    """No gateway endpoint at all, and no path."""
    assert findings(wounded(without=((Endpoint, "endpoint-s3"),))) == {"layers": {"endpoint-missing"}}


def test_unknown_associations_are_unknown() -> None:
    """The tables that an apply will tell decide nothing before it."""
    assert findings(wounded(gateway_endpoint(route_tables=Unknown("after apply")))) == {"layers": {"unknown"}}


def test_an_interface_endpoint_of_s3_is_no_certainty_for_layers() -> None:
    """AWS's pages differ on whether layers can come over it."""
    s3 = endpoint("s3", id="s3-interface", security_groups=Known(("ends",)))
    world = wounded(s3, without=((Endpoint, "endpoint-s3"),))
    assert findings(world) == {"layers": {"unknown"}}
    other = replace(LAYERS, host=Known(f"bucket.s3.{REGION}.amazonaws.com"))
    assert verdicts(world, other) == {"holds"}


def test_an_interface_endpoint_for_inbound_only_leaves_s3_to_the_gateway() -> None:
    """Its private names are for the Resolver's inbound endpoints alone."""
    s3 = endpoint("s3", id="s3-interface", private_dns_for_inbound_only=Known(value=True))
    assert findings(wounded(s3)) == {}


def test_unknown_cidrs_still_let_groups_decide() -> None:
    """References between groups need no addresses."""
    subnets = [replace(one, cidr=Unknown("after apply")) for one in SUBNETS]
    assert findings(wounded(*subnets)) == {}
    assert {f"endpoint-{suffix}" for suffix in INTERFACES} <= set(healthy().table(Endpoint))
    assert set(healthy().table(Service)) == {"app"}
