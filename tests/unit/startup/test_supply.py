"""Interface endpoints of an existing VPC: one healthy network, one wound per test."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sealane.startup.own_parts import without
from sealane.startup.supply import Supply
from sealane.startup.supply_findings import (
    EndpointDoesNotServe,
    EndpointPolicyNotDefault,
    NamesTaken,
    VpcFactUnread,
)
from sealane.world.endpoints import OPEN_POLICY
from sealane.world.policies import Document
from sealane.world.security_groups import Direction, GroupRule, PeerKind
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Unknown, Unread
from tests.unit.startup.existing import (
    GROUP,
    HEALTHY,
    HTTPS_FROM_VPC,
    MAIN,
    SUBNETS,
    TABLE,
    interface,
    lacking,
    seen,
    subnet,
    with_endpoint,
    with_rules,
)


def test_a_healthy_network_lacks_nothing() -> None:
    """Endpoints that serve are used as they are, and nothing is added, opened or found."""
    supply = seen()
    assert [use.endpoint.id for use in supply.used] == ["vpce-ecr.api", "vpce-ecr.dkr", "vpce-logs", "vpce-s3"]
    assert supply == Supply(used=supply.used, added=(), associations=(), admissions=(), obstacles=(), cautions=())


@pytest.mark.parametrize("suffix", ["ecr.api", "ecr.dkr", "logs"])
def test_a_missing_interface_endpoint_is_added(suffix: str) -> None:
    """What is not there is created, in one subnet of each zone."""
    (new,) = seen(lacking(suffix)).added
    assert (new.need.suffix, new.subnet_ids, new.route_table_ids) == (suffix, SUBNETS, ())


def test_an_endpoint_takes_one_subnet_of_a_zone() -> None:
    """Of two subnets in one zone only the first gets an address of the endpoint."""
    second = replace(subnet("b", 2), zone_id=Known("use1-az1"))
    network = replace(lacking("logs"), subnets=(subnet("a", 1), second))
    (new,) = seen(network).added
    assert new.subnet_ids == ("subnet-a",)


def test_an_endpoint_of_another_vpc_does_not_count() -> None:
    """An endpoint elsewhere is no endpoint here."""
    (new,) = seen(with_endpoint("logs", vpc=Known("vpc-2"))).added
    assert new.need.suffix == "logs"


def test_private_dns_off_does_not_serve() -> None:
    """An endpoint without private DNS stays, and one with private DNS is added beside it."""
    supply = seen(with_endpoint("ecr.dkr", private_dns=Known(value=False)))
    assert [new.need.suffix for new in supply.added] == ["ecr.dkr"]
    (caution,) = supply.cautions
    assert isinstance(caution, EndpointDoesNotServe)
    assert (caution.endpoint.id, caution.because) == ("vpce-ecr.dkr", "private-dns-off")
    assert supply.obstacles == ()


def test_a_second_endpoint_with_private_dns_is_found() -> None:
    """Beside an endpoint without private DNS there may already be one that serves."""
    idle = replace(interface("logs"), id="vpce-idle", private_dns=Known(value=False))
    supply = seen(replace(HEALTHY, endpoints=(idle, *HEALTHY.endpoints)))
    assert supply.added == ()
    assert "vpce-logs" in [use.endpoint.id for use in supply.used]


@pytest.mark.parametrize("state", ["failed", "rejected", "expired", "deleted"])
def test_an_endpoint_that_failed_is_replaced(state: str) -> None:
    """An endpoint in a state that never serves counts as absent, and is named."""
    supply = seen(with_endpoint("logs", state=Known(state)))
    assert [new.need.suffix for new in supply.added] == ["logs"]
    assert [type(one) for one in supply.cautions] == [EndpointDoesNotServe]


@pytest.mark.parametrize("state", ["pending", "pendingAcceptance", "deleting", "Deleting"])
def test_an_endpoint_on_its_way_holds_the_names(state: str) -> None:
    """While an endpoint with private DNS comes or goes, no second one can be created: the user has to wait."""
    supply = seen(with_endpoint("logs", state=Known(state)))
    assert supply.added == ()
    (obstacle,) = supply.obstacles
    assert isinstance(obstacle, NamesTaken)
    free = seen(with_endpoint("logs", state=Known(state), private_dns=Known(value=False)))
    assert free.obstacles == ()
    assert [new.need.suffix for new in free.added] == ["logs"]


def test_an_endpoint_on_its_way_does_not_matter_beside_one_that_serves() -> None:
    """An endpoint that is being deleted is no obstacle when another one of the service serves."""
    leaving = replace(interface("logs"), id="vpce-leaving", state=Known("deleting"))
    supply = seen(replace(HEALTHY, endpoints=(leaving, *HEALTHY.endpoints)))
    assert (supply.added, supply.obstacles) == ((), ())


RULE = HTTPS_FROM_VPC


@pytest.mark.parametrize(
    "rules",
    [
        (),
        (replace(RULE, direction=Direction.EGRESS),),
        (replace(RULE, protocol=Known("udp")),),
        (replace(RULE, from_port=Known(80), to_port=Known(80)),),
        (replace(RULE, peer=Known("10.0.1.0/24")),),
        (replace(RULE, peer=Known("10.0.1.0/24")), replace(RULE, peer=Known("10.0.2.0/25"))),
        (replace(RULE, kind=PeerKind.GROUP, peer=Known("sg-other")),),
        (replace(RULE, kind=PeerKind.PREFIX_LIST, peer=Known("pl-1")),),
        (replace(RULE, peer=Unread("refused")),),
        (replace(RULE, from_port=Unknown("not decided")),),
        (replace(RULE, kind=PeerKind.IPV6_CIDR, peer=Known("::/0")),),
    ],
)
def test_a_group_that_does_not_admit_the_tasks_is_opened(rules: tuple[GroupRule, ...]) -> None:
    """Where 443 is not open to every chosen subnet, the endpoint is used and its group gets a rule."""
    supply = seen(with_rules(*rules))
    assert supply.added == ()
    assert {one.endpoint.id for one in supply.admissions} == {"vpce-ecr.api", "vpce-ecr.dkr", "vpce-logs"}
    assert {one.security_group_id for one in supply.admissions} == {"sg-1"}


@pytest.mark.parametrize(
    "rules",
    [
        (replace(RULE, peer=Known("0.0.0.0/0")),),
        (replace(RULE, protocol=Known("-1"), from_port=Known(-1), to_port=Known(-1)),),
        (replace(RULE, protocol=Known("6"), from_port=Known(0), to_port=Known(65535)),),
        (replace(RULE, peer=Known("10.0.1.0/24")), replace(RULE, peer=Known("10.0.2.0/24"))),
        (
            replace(RULE, peer=Known("10.0.1.0/25")),
            replace(RULE, peer=Known("10.0.1.128/25")),
            replace(RULE, peer=Known("10.0.2.0/24")),
        ),
    ],
)
def test_a_group_that_admits_the_tasks_stays(rules: tuple[GroupRule, ...]) -> None:
    """Rules that together open 443 to every chosen subnet need no further rule."""
    assert seen(with_rules(*rules)).admissions == ()


def test_groups_of_one_endpoint_are_united() -> None:
    """Each of two groups admits one subnet, and together they admit the tasks."""
    half = replace(GROUP, rules=(replace(RULE, peer=Known("10.0.1.0/24")),))
    other = replace(GROUP, id="sg-2", rules=(replace(RULE, peer=Known("10.0.2.0/24")),))
    network = replace(with_endpoint("logs", security_groups=Known(("sg-1", "sg-2"))), security_groups=(half, other))
    assert {one.endpoint.id for one in seen(network).admissions} == {"vpce-ecr.api", "vpce-ecr.dkr"}


OPEN = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


@pytest.mark.parametrize("suffix", ["logs", "s3"])
@pytest.mark.parametrize(
    ("policy", "own"),
    [
        ("", False),
        (OPEN_POLICY, False),
        ({"Statement": [OPEN]}, False),
        ({"Statement": [{**OPEN, "Action": "s3:*"}]}, True),
        (Partial((Hole("minted"),)), True),
        (json.dumps({"Version": "2008-10-17", "Statement": [OPEN]}), False),
        (json.dumps({"Statement": {**OPEN, "Principal": {"AWS": "*"}, "Action": ["*"]}}), False),
        (json.dumps({"Statement": [OPEN, {**OPEN, "Effect": "Deny"}]}), True),
        (json.dumps({"Statement": [{**OPEN, "Action": "s3:*"}]}), True),
        (json.dumps({"Statement": [{**OPEN, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}), True),
        (json.dumps([OPEN]), True),
        ("not JSON", True),
    ],
)
def test_a_policy_of_its_own_is_named(suffix: str, policy: Document, own: bool) -> None:  # noqa: FBT001 - a column
    """A used endpoint with another policy than the default one is named, and still used."""
    supply = seen(with_endpoint(suffix, policy=Known(policy)))
    assert supply.added == ()
    assert [type(one) for one in supply.cautions] == ([EndpointPolicyNotDefault] if own else [])


def test_what_sealane_added_is_wanted_again() -> None:
    """Endpoints and associations of an earlier apply are left out, so that the next plan still asks for them."""
    first = seen(replace(lacking("logs"), route_tables=(MAIN, TABLE)))
    own = without(HEALTHY, endpoint_ids=("vpce-logs",), associations=(("vpce-s3", "rtb-1"),))
    again = seen(own)
    assert [new.need.suffix for new in again.added] == [new.need.suffix for new in first.added] == ["logs"]
    assert [one.route_table.id for one in again.associations] == ["rtb-1"]
    assert [one.free_addresses for one in own.subnets] == [Known(252), Known(251)]
    assert without(HEALTHY) == HEALTHY


@pytest.mark.parametrize("fact", ["state", "private_dns", "route_tables", "security_groups", "service_name"])
def test_what_is_not_known_of_an_endpoint_is_a_caution(fact: str) -> None:
    """Something unread never counts as serving, and is named, so that nobody takes the comparison for certain."""
    unread = Unread("refused", "ec2:DescribeVpcEndpoints")
    supply = seen(with_endpoint("s3", **{fact: unread}))
    named = [one for one in supply.cautions if isinstance(one, VpcFactUnread)]
    assert [(one.fact, one.value) for one in named] == [(f"{fact.replace('_', ' ')} of vpce-s3", unread)]
    assert seen().cautions == ()


def test_subnet_of_an_unread_block_is_not_taken_for_admitted() -> None:
    """Whether a rule admits a subnet cannot be seen without its block, so the group is opened."""
    hidden = replace(subnet("a", 1), cidr=Unread("refused"))
    supply = seen(replace(HEALTHY, subnets=(hidden, subnet("b", 2))))
    assert {one.endpoint.id for one in supply.admissions} == {"vpce-ecr.api", "vpce-ecr.dkr", "vpce-logs"}
    assert [type(one) for one in supply.cautions] == [VpcFactUnread]
    without_ipv4 = replace(subnet("a", 1), cidr=Known(""))
    assert seen(replace(HEALTHY, subnets=(without_ipv4, subnet("b", 2)))).admissions == ()
