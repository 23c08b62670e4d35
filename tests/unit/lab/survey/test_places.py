"""Which places a blueprint has, where their addresses come from, and what it says of what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest

from sealane.lab.blueprint.listeners import Stands
from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.survey.survey import survey
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Gap, Noun
from sealane.world.interfaces import NetworkInterface
from sealane.world.load_balancers import Listener, LoadBalancer
from sealane.world.security_groups import SecurityGroup
from sealane.world.values import Known, Unknown, Unread
from tests.lab.differential.worlds import world_from
from tests.lab.on_paper import address_in
from tests.unit.lab.survey.flows import API, OTHER_TASK, TASK, both_ways, with_facts
from tests.unit.reachability.estate import changed, endpoint, group, healthy, origin, service, subnet, vpc, wounded
from tests.unit.reachability.unreading import takings

# What is not known of these is AWS's to pick, or has a stand-in, and nothing is to be said of that.
_PICKED = ("address", "cidrs", "arn")


def test_a_task_has_a_place_in_each_of_its_subnets() -> None:
    """Seats, spaces and name servers are those of the service's subnets, and each task has its own metadata address."""
    blueprint = survey(healthy())
    assert {seat.space for seat in blueprint.seats} == {TASK, OTHER_TASK}
    assert {one.space: one.addresses for one in blueprint.servers} == dict.fromkeys(
        (TASK, OTHER_TASK), (ip_address("10.0.0.2"),)
    )
    tasks = [space for space in blueprint.spaces if space.kind is SpaceKind.TASK]
    assert [str(own) for space in tasks for own in space.own] == ["169.254.170.2/32"] * 2
    assert not any(space.forwards for space in tasks)


def test_only_what_the_services_can_get_to_is_drawn() -> None:
    """A VPC that nothing connects is left out, and so are the tasks of services that are not asked for."""
    apart = (vpc("apart", "10.0.0.0/16"), subnet("apart-a", "10.0.1.0/24", vpc=Known("apart")))
    other = service(id="other", subnets=Known(("ends-a",)))
    world = with_facts(*apart, other)
    assert [space.stands_for for space in survey(world).spaces if space.kind is SpaceKind.ROUTER] == ["vpc"]
    assert {seat.service for seat in survey(world).seats} == {"app", "other"}
    assert {seat.service for seat in survey(world, services=("other",)).seats} == {"other"}


def test_addresses_are_the_sources_or_free_ones() -> None:
    """A given address is kept; a picked one is in its subnet, beside those that AWS keeps, and nobody else's."""
    given = endpoint("ecr.api", addresses=(("ends-a", "10.0.11.77"),))
    assert str(address_in(survey(with_facts(given)), API)) == "10.0.11.77"
    blueprint = survey(healthy())
    found = [address for link in blueprint.links for end in (link.one, link.other) for address in end.addresses]
    assert len(set(found)) == len(found) == 10
    kept = {ip_network("10.0.11.0/24")[place] for place in (0, 1, 2, 3, 255)}
    assert not kept & {one.ip for one in found}


def test_a_wound_moves_nobody_else() -> None:
    """Without one endpoint every other interface keeps its address and device."""
    links = set(survey(healthy()).links)
    fewer = set(survey(wounded(without=((Endpoint, "endpoint-logs"),))).links)
    assert fewer < links
    assert {link.one.space for link in links - fewer} == {f"endpoint:endpoint-logs:ends-{zone}" for zone in "ab"}


def test_addresses_of_what_is_not_drawn_are_not_given_away() -> None:
    """An address that an interface of AWS's own has stays free of tasks, until nothing else is left."""
    small = subnet("tasks-a", "10.0.1.0/28")
    blocks = [str(ip_network("10.0.1.0/28")[place]) for place in range(4, 14)]
    taken = NetworkInterface(
        id="eni",
        origin=origin("eni"),
        subnet=Known("tasks-a"),
        addresses=Known(tuple(blocks)),
        security_groups=Known(()),
        kind="lambda",
    )
    aws = replace(taken, kind="vpc_endpoint")
    assert str(address_in(survey(with_facts(small, aws)), TASK)) == "10.0.1.14"
    full = replace(aws, addresses=Known((*blocks, "10.0.1.14")))
    assert any("no free address" in one.why for one in survey(with_facts(small, full)).undrawn)
    assert not any("no free address" in one.why for one in survey(with_facts(small, aws)).undrawn)


def test_listeners_stand_for_what_they_are() -> None:
    """Endpoints, S3, mount targets, load balancers and the outside accept connections, each at its port."""
    balancer = LoadBalancer(
        id="lb",
        origin=origin("lb"),
        kind=Known("application"),
        internal=Known(value=True),
        subnets=Known(("ends-a",)),
        security_groups=Known(("ends",)),
        listeners=(Listener(origin=origin("lb"), port=Known(8443), targets=Known(())),),
    )
    found = {(one.space, one.port): one for one in survey(with_facts(balancer)).listeners}
    assert found[API, 443].services == ("com.amazonaws.us-east-1.ecr.api",)
    assert found[API, 443].endpoint == "endpoint-ecr.api"
    assert found["gateway-endpoint:endpoint-s3", 443].stands is Stands.GATEWAY_ENDPOINT
    assert found["mount:mount-a", 2049].stands is Stands.FILE_SYSTEM
    assert found["balancer:lb:ends-a", 8443].stands is Stands.OTHER
    assert found["outside", 443].stands is Stands.INTERNET
    assert not any("balancer" in one.space for one in survey(healthy()).listeners)


def test_a_node_of_a_load_balancer_has_its_group() -> None:
    """Whoever lets in a load balancer's group lets in its nodes."""
    balancer = LoadBalancer(
        id="lb",
        origin=origin("lb"),
        kind=Known("application"),
        internal=Known(value=True),
        subnets=Known(("ends-b",)),
        security_groups=Known(("tasks",)),
    )
    assert both_ways(with_facts(balancer), "balancer:lb:ends-b", API)
    other = replace(balancer, security_groups=Known(("mounts",)))
    assert not both_ways(with_facts(other), "balancer:lb:ends-b", API)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ((replace(subnet("tasks-a", "10.0.1.0/24"), cidr=Unknown("an apply decides")),), "an apply decides"),
        ((service(subnets=Known(("tasks-a", "elsewhere"))),), "the subnet is not drawn"),
        ((service(subnets=Unread("not asked")),), "not asked"),
        ((service(security_groups=Known(("gone",))),), "it is not in the source"),
        ((group("tasks", hidden=(Unread("a rule is not read"),)),), "a rule is not read"),
    ],
)
def test_what_cannot_be_drawn_is_said(facts: tuple[object, ...], why: str) -> None:
    """An unknown block, subnet, group or rule is told of with its reason, and a healthy world has none."""
    assert survey(healthy()).undrawn == ()
    assert why in {one.why for one in survey(with_facts(*facts)).undrawn}  # type: ignore[arg-type]


def test_a_gap_is_said() -> None:
    """That more ACLs or routes may be there than the source has is told of for a VPC that is drawn, and no other."""
    for scope, told in (("", True), ("vpc", True), ("elsewhere", False)):
        gaps = (Gap(noun=Noun.NETWORK_ACLS, why=Unread("not allowed to look"), scope=scope),)
        found = survey(replace(healthy(), gaps=gaps)).undrawn
        assert ("not allowed to look" in {one.why for one in found}) is told


def test_a_default_group_that_is_not_there_is_said() -> None:
    """A task without groups in a VPC whose default one the source lacks is told of, and else not."""
    bare = with_facts(service(security_groups=Known(())))
    assert survey(bare).undrawn == ()
    lacking = bare.without(SecurityGroup, "vpc#default-security-group")
    assert {one.service for one in survey(lacking).undrawn} == {"app"}


@pytest.mark.parametrize(("seed", "step"), [(None, 3), (0, 11), (11, 13), (42, 17)])
def test_nothing_unknown_changes_a_blueprint_without_a_word(seed: int | None, step: int) -> None:
    """Whatever one thing is not known, the blueprint is the same or says so, and it always can be drawn."""
    world = healthy() if seed is None else world_from(seed)
    whole = survey(world)
    for name, less in takings(world)[::step]:
        found = survey(less)
        quiet = found != whole and not set(found.undrawn) - set(whole.undrawn)
        assert not quiet or name.rpartition(" ")[2].rpartition(".")[2] in _PICKED, name


def test_the_same_world_has_the_same_blueprint() -> None:
    """A blueprint follows from its world alone."""
    assert survey(world_from(7)) == survey(world_from(7))
    assert survey(world_from(7)) != survey(world_from(8))
    assert changed(survey(healthy()), undrawn=()) == survey(healthy())
