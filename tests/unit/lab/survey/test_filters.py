"""Security groups and network ACLs, as the blueprint has them."""

from __future__ import annotations

import pytest

from sealane.lab.survey.survey import survey
from sealane.world.prefix_lists import PrefixList
from sealane.world.security_groups import Direction, PeerKind, SecurityGroup
from sealane.world.values import Known, Unknown
from sealane.world.world import Fact
from tests.unit.lab.survey.flows import API, OTHER_TASK, S3_ADDRESS, TASK, both_ways, flow, with_facts
from tests.unit.reachability.estate import (
    ENDS,
    S3_LIST,
    TASKS,
    acl,
    changed,
    endpoint,
    entry,
    everything,
    group,
    healthy,
    rule,
    service,
    tcp,
)

IN, OUT = Direction.INGRESS, Direction.EGRESS


def allowing(*entries: object) -> Fact:
    """Return an ACL of the tasks' first subnet: some entries, and everything else behind them."""
    rest = [entry(way, 100, "0.0.0.0/0") for way in (IN, OUT)]
    return acl("own", ("tasks-a",), *entries, *rest)  # type: ignore[arg-type]


def test_a_healthy_task_reaches_its_endpoints() -> None:
    """What the groups allow goes there and back, and another port does not."""
    assert both_ways(healthy(), TASK, API)
    assert not both_ways(healthy(), TASK, API, 80)


@pytest.mark.parametrize(
    "wound",
    [
        changed(TASKS, rules=()),
        changed(ENDS, rules=()),
        changed(ENDS, rules=(rule(IN, "mounts"),)),
        changed(TASKS, rules=(rule(OUT, "ends", from_port=Known(444), to_port=Known(500)),)),
        changed(TASKS, rules=(rule(OUT, "ends", protocol=Known("udp")),)),
        changed(TASKS, rules=(everything(OUT, "10.0.1.0/24"),)),
    ],
)
def test_a_group_without_the_rule_keeps_packets_back(wound: SecurityGroup) -> None:
    """Either end's group is a gate of its own: without its rule nothing passes, whatever the other one allows."""
    assert both_ways(healthy(), TASK, API)
    assert not flow(with_facts(wound), TASK, API).space


@pytest.mark.parametrize(
    "allowed",
    [
        everything(OUT),
        everything(OUT, "10.0.11.0/24"),
        rule(OUT, "10.0.11.0/24", kind=PeerKind.CIDR, from_port=Known(1), to_port=Known(443)),
        rule(OUT, "listed", kind=PeerKind.PREFIX_LIST),
    ],
)
def test_each_kind_of_peer_lets_through_what_it_means(allowed: object) -> None:
    """Blocks, ranges of ports and prefix lists let out what they hold."""
    listed = PrefixList(id="listed", origin=TASKS.origin, name=Known("own"), cidrs=Known(("10.0.11.0/24",)))
    assert both_ways(with_facts(changed(TASKS, rules=(allowed,)), listed), TASK, API)
    assert not both_ways(with_facts(changed(TASKS, rules=(allowed,)), listed), TASK, API, port=8080) or (
        allowed in (everything(OUT), everything(OUT, "10.0.11.0/24"))
    )


def test_answers_need_no_rule_of_their_own() -> None:
    """A group remembers: the endpoint's has no rule that lets anything out, and answers come back."""
    assert not [one for one in ENDS.rules if one.direction is OUT]
    assert both_ways(healthy(), TASK, API)
    assert not flow(healthy(), API, TASK).space


def test_a_group_names_itself() -> None:
    """Members of a group that names itself reach each other, and others do not."""
    own = changed(TASKS, rules=(rule(OUT, "tasks"), rule(IN, "tasks")))
    assert both_ways(with_facts(own), TASK, OTHER_TASK)
    assert not flow(with_facts(own), API, TASK).space


def test_without_a_group_the_default_one_counts() -> None:
    """A task that names no group has the VPC's: everything goes out, and an endpoint without one lets in members."""
    without = service(security_groups=Known(()))
    assert not flow(with_facts(without), TASK, API).space
    bare = endpoint("ecr.api", security_groups=Known(()))
    assert both_ways(with_facts(without, bare), TASK, API)
    assert not flow(with_facts(bare), TASK, API).space


def test_the_name_server_needs_no_rule() -> None:
    """No group looks at questions to the VPC's name server, and every group at those to another one."""
    sealed = with_facts(changed(TASKS, rules=()))
    assert flow(sealed, TASK, "10.0.0.2", 53, protocol=17).back
    assert flow(sealed, TASK, "169.254.169.253", 53, protocol=17).back
    assert not flow(sealed, TASK, "10.0.11.9", 53, protocol=17).space


@pytest.mark.parametrize(
    ("first", "passes"),
    [
        (entry(OUT, 10, "10.0.11.0/24", allow=Known(value=False)), False),
        (entry(OUT, 110, "10.0.11.0/24", allow=Known(value=False)), True),
        (entry(OUT, 10, "10.0.12.0/24", allow=Known(value=False)), True),
        (tcp(OUT, 10, "10.0.11.0/24", 443, 443, allow=Known(value=False)), False),
        (tcp(OUT, 10, "10.0.11.0/24", 444, 500, allow=Known(value=False)), True),
        (tcp(IN, 10, "10.0.11.0/24", 1024, 65535, allow=Known(value=False)), False),
        (tcp(IN, 10, "10.0.11.0/24", 443, 443, allow=Known(value=False)), True),
        (tcp(OUT, 10, "10.0.11.0/24", 443, 443, allow=Known(value=False), protocol=Known("17")), True),
    ],
)
def test_the_first_entry_of_an_acl_decides(first: object, passes: bool) -> None:  # noqa: FBT001 - a case
    """Entries are asked in the order of their numbers, there and back, each for its protocol, ports and block."""
    assert both_ways(with_facts(allowing()), TASK, API)
    assert both_ways(with_facts(allowing(first)), TASK, API) is passes


def test_an_acl_without_entries_drops_everything_at_the_border() -> None:
    """The closing entry denies, and the endpoint is not reached from there; from the other subnet it is."""
    closed = with_facts(acl("own", ("tasks-a",)))
    assert not flow(closed, TASK, API).space
    assert both_ways(closed, OTHER_TASK, API)


def test_an_acl_forgets_that_it_let_something_out() -> None:
    """Answers need an entry of their own, for the client's ports."""
    one_way = acl("own", ("tasks-a",), entry(OUT, 1, "0.0.0.0/0"), tcp(IN, 1, "0.0.0.0/0", 443, 443))
    there = flow(with_facts(one_way), TASK, API)
    assert there.space == API
    assert not there.back


def test_no_acl_looks_inside_a_subnet() -> None:
    """With the endpoint beside the task an ACL that denies everything does not matter; beyond the border it does."""
    closed = acl("own", ("tasks-a",))
    beside = endpoint("ecr.api", subnets=Known(("tasks-a",)))
    assert both_ways(with_facts(closed, beside), TASK, "endpoint:endpoint-ecr.api:tasks-a")
    assert not flow(with_facts(closed, beside), OTHER_TASK, "endpoint:endpoint-ecr.api:tasks-a").space


def test_the_list_of_s3_lets_out_to_s3_alone() -> None:
    """A rule for AWS's list is for the blocks at which the lab's S3 answers, and for nothing beside them."""
    listed = with_facts(changed(TASKS, rules=(rule(OUT, S3_LIST, kind=PeerKind.PREFIX_LIST),)))
    assert flow(listed, TASK, S3_ADDRESS).back
    assert not flow(listed, TASK, API).space


def test_what_is_not_known_of_a_rule_is_said() -> None:
    """A rule with an unknown port or a group that is not there is left out and told of; a whole one is not."""
    odd = rule(OUT, "ends", from_port=Unknown("the apply decides"))
    gone = rule(OUT, "nowhere")
    said = {one.why for one in survey(with_facts(group("tasks", odd, gone))).undrawn}
    assert {"the apply decides", "a rule names it, and it is not in the source"} <= said
    assert survey(healthy()).undrawn == ()
