"""The task's own groups, and network ACLs on the borders of subnets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.reachability.blocks.filters import NetworkAclBlocks
from sealane.world.network_acls import AclEntry
from sealane.world.prefix_lists import PrefixList
from sealane.world.security_groups import Direction, PeerKind
from sealane.world.values import Known, Unknown, Unread
from tests.unit.reachability.estate import (
    LAYERS,
    LOGIN,
    MOUNT,
    S3,
    S3_LIST,
    TASKS,
    acl,
    causes,
    changed,
    each,
    endpoint,
    entry,
    everything,
    findings,
    group,
    origin,
    rule,
    service,
    tcp,
    traces,
    verdicts,
    wounded,
)

IN, OUT = Direction.INGRESS, Direction.EGRESS
INTERFACES = ("login", "manifest", "logs")
ALL = (*INTERFACES, "layers", "mount")
EGRESS = "task-group-egress"
ACL = "network-acl-blocks"


def test_a_group_without_outbound_rules_lets_nothing_out() -> None:
    """No rule is no permission."""
    assert findings(wounded(group("tasks"))) == each(ALL, EGRESS)


def test_everything_lets_everything_out() -> None:
    """The rule that AWS gives a new group covers endpoints, S3 and mount targets."""
    assert findings(wounded(group("tasks", everything(OUT)))) == {}


@pytest.mark.parametrize(
    ("left_out", "stopped"),
    [(0, INTERFACES), (1, ("layers",)), (2, ("mount",))],
)
def test_each_rule_is_needed_for_its_own_way(left_out: int, stopped: tuple[str, ...]) -> None:
    """Endpoints, the prefix list and mount targets have a rule each."""
    rules = tuple(one for place, one in enumerate(TASKS.rules) if place != left_out)
    assert findings(wounded(group("tasks", *rules))) == each(stopped, EGRESS)


def test_a_rule_to_the_vpc_does_not_cover_s3() -> None:
    """S3 has public addresses also over a gateway endpoint."""
    inside = rule(OUT, "10.0.0.0/16", kind=PeerKind.CIDR, from_port=Known(0), to_port=Known(65535))
    assert findings(wounded(group("tasks", inside))) == each(["layers"], EGRESS)


@pytest.mark.parametrize(
    ("cidr", "verdict"), [("0.0.0.0/0", "holds"), ("52.0.0.0/8", "unknown"), ("10.0.0.0/8", "fails")]
)
def test_blocks_for_s3_without_its_list(cidr: str, verdict: str) -> None:
    """Everything covers S3 wherever it is, private blocks never do, and some public ones may."""
    world = wounded(group("tasks", rule(OUT, cidr, kind=PeerKind.CIDR)))
    assert verdicts(world, LAYERS) == {verdict}


@pytest.mark.parametrize(
    ("cidr", "verdict"), [("52.216.0.0/15", "holds"), ("52.0.0.0/8", "holds"), ("52.216.0.0/16", "fails")]
)
def test_blocks_for_s3_with_its_list(cidr: str, verdict: str) -> None:
    """Where the source has the list's blocks, all of them must be covered."""
    listed = PrefixList(
        id=S3_LIST, origin=origin(S3_LIST), name=Known(S3), cidrs=Known(("52.216.0.0/15",)), aws=Known(value=True)
    )
    world = wounded(listed, group("tasks", rule(OUT, cidr, kind=PeerKind.CIDR)))
    assert verdicts(world, LAYERS) == {verdict}


def test_another_list_covers_what_its_blocks_do() -> None:
    """A list of the customer's counts by its blocks, and nothing is certain of one that is not read."""
    rule_ = rule(OUT, "mine", kind=PeerKind.PREFIX_LIST)
    mine = PrefixList(id="mine", origin=origin("mine"), name=Known("mine"), cidrs=Known(("10.0.0.0/16",)))
    assert verdicts(wounded(group("tasks", rule_), mine), LOGIN) == {"holds"}
    assert verdicts(wounded(group("tasks", rule_), mine), LAYERS) == {"fails"}
    unread = replace(mine, cidrs=Unread("not asked"))
    assert verdicts(wounded(group("tasks", rule_), unread), LOGIN) == {"unknown"}
    assert verdicts(wounded(group("tasks", rule_)), LOGIN) == {"unknown"}


@pytest.mark.parametrize(
    "change",
    [
        {"peer": Unknown("after apply")},
        {"from_port": Unknown("after apply")},
        {"protocol": Unknown("after apply")},
    ],
)
def test_a_rule_known_in_part_is_unknown(change: dict[str, object]) -> None:
    """What an apply decides may open the way; a rule that is open beside it is enough."""
    half = changed(rule(OUT, "ends"), **change)
    assert verdicts(wounded(group("tasks", half)), LOGIN) == {"unknown"}
    assert verdicts(wounded(group("tasks", half, rule(OUT, "ends"))), LOGIN) == {"holds"}


def test_a_group_of_another_vpc_is_unknown() -> None:
    """AWS refuses it, unless it is associated with the VPC."""
    assert verdicts(wounded(replace(TASKS, vpc=Known("other"))), LOGIN) == {"unknown"}
    assert verdicts(wounded(replace(TASKS, vpc=Known("other"), vpcs=("vpc",))), LOGIN) == {"holds"}


EVERY = (entry(IN, 100, "0.0.0.0/0"), entry(OUT, 100, "0.0.0.0/0"))


def guarded(*entries: AclEntry, subnets: tuple[str, ...] = ("tasks-a", "tasks-b")) -> dict[str, set[str]]:
    """Return the findings with an ACL on the tasks' subnets."""
    return findings(wounded(acl("guard", subnets, *entries)))


def test_an_acl_without_entries_drops_everything() -> None:
    """The closing entry denies what no other matched."""
    assert guarded() == each(ALL, ACL)
    assert guarded(*EVERY) == {}


def test_the_lowest_number_decides() -> None:
    """A deny in front of an allow counts, behind it does not; the place in the list is nothing."""
    deny = {"allow": Known(value=False)}
    assert guarded(*EVERY, tcp(OUT, 50, "10.0.11.0/24", 443, 443, **deny)) == each(INTERFACES, ACL)
    assert guarded(*EVERY, tcp(OUT, 150, "10.0.11.0/24", 443, 443, **deny)) == {}


FOUR_WAYS = (
    tcp(OUT, 100, "10.0.0.0/16", 443, 443),
    tcp(IN, 100, "10.0.0.0/16", 1024, 65535),
)


def test_task_subnets_need_the_request_out_and_the_answer_in() -> None:
    """The client's view: 443 out, ephemeral ports in; S3 and NFS are other ways."""
    assert guarded(*FOUR_WAYS) == each(("layers", "mount"), ACL)
    assert guarded(FOUR_WAYS[0]) == each(ALL, ACL)
    assert guarded(FOUR_WAYS[1]) == each(ALL, ACL)


def test_the_servers_view_on_the_task_subnet_is_a_fault() -> None:
    """Ephemeral ports out and 443 in are what the endpoint's subnet needs, not the task's."""
    assert guarded(tcp(OUT, 100, "0.0.0.0/0", 1024, 65535), tcp(IN, 100, "0.0.0.0/0", 443, 443)) == {
        **each((*INTERFACES, "layers"), ACL),
        **each(["mount"], ACL),
    }


def test_endpoint_subnets_need_the_request_in_and_the_answer_out() -> None:
    """The server's view, on the subnets of endpoints and mount targets."""
    ends = ("ends-a", "ends-b")
    server = (tcp(IN, 100, "10.0.0.0/16", 443, 443), tcp(OUT, 100, "10.0.0.0/16", 1024, 65535))
    assert guarded(*server, subnets=ends) == each(["mount"], ACL)
    assert guarded(server[0], subnets=ends) == each((*INTERFACES, "mount"), ACL)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (1024, 65535, "holds"),
        (32768, 61000, "holds"),
        (32768, 65535, "holds"),
        (40000, 65535, "unknown"),
        (1024, 32767, "unknown"),
        (443, 443, "fails"),
        (1, 1023, "fails"),
    ],
)
def test_answers_need_the_ports_that_a_client_asks_from(low: int, high: int, verdict: str) -> None:
    """Linux asks from 32768 to 61000; of a part of the range nobody can say whether it is enough."""
    world = wounded(acl("guard", ("tasks-a", "tasks-b"), EVERY[1], tcp(IN, 100, "0.0.0.0/0", low, high)))
    assert verdicts(world, LOGIN) == {verdict}
    assert verdicts(world, LAYERS) == {verdict}


def test_nothing_is_judged_inside_one_subnet() -> None:
    """Task and endpoint in one subnet meet no ACL."""
    world = wounded(
        acl("guard", ("tasks-a",)),
        endpoint("ecr.api", subnets=Known(("tasks-a",))),
        service(subnets=Known(("tasks-a",))),
    )
    assert verdicts(world, LOGIN) == {"holds"}
    assert verdicts(world, LAYERS) == {"fails"}


def test_s3_needs_public_blocks_both_ways() -> None:
    """Gateway endpoints have no subnet; the tasks' ACL sees S3's public addresses."""
    inside = (entry(OUT, 100, "10.0.0.0/16"), entry(IN, 100, "10.0.0.0/16"))
    assert guarded(*inside) == each(["layers"], ACL)
    assert guarded(*inside, tcp(OUT, 110, "0.0.0.0/0", 443, 443)) == each(["layers"], ACL)
    both = (tcp(OUT, 110, "0.0.0.0/0", 443, 443), tcp(IN, 110, "0.0.0.0/0", 1024, 65535))
    assert guarded(*inside, *both) == {}


def test_the_entry_that_denies_is_named() -> None:
    """A finding points at the deny, or at the ACL where only the closing entry matched."""
    deny = tcp(OUT, 50, "0.0.0.0/0", 443, 443, allow=Known(value=False), origin=origin("the deny"))
    block = traces(wounded(acl("guard", ("tasks-a", "tasks-b"), *EVERY, deny)), LOGIN)[0].blocks[0]
    assert isinstance(block, NetworkAclBlocks)
    assert (block.origin.name, block.answer, block.direction) == ("the deny", False, OUT)
    closed = traces(wounded(acl("guard", ("tasks-a", "tasks-b"), EVERY[1])), LOGIN)[0].blocks[0]
    assert isinstance(closed, NetworkAclBlocks)
    assert (closed.origin.name, closed.answer, closed.entry) == ("guard", True, None)


@pytest.mark.parametrize("change", [{"number": Unknown("x")}, {"cidr": Unknown("x")}, {"allow": Unknown("x")}])
def test_an_entry_known_in_part_is_unknown(change: dict[str, object]) -> None:
    """A deny that may come first, match or not makes the rest uncertain."""
    half = changed(entry(OUT, 50, "10.0.11.0/24", allow=Known(value=False)), **change)
    world = wounded(acl("guard", ("tasks-a", "tasks-b"), *EVERY, half))
    assert verdicts(world, LOGIN) == {"unknown"}


def test_hidden_entries_are_unknown() -> None:
    """There may be a deny in front, or an allow."""
    hidden = replace(acl("guard", ("tasks-a", "tasks-b"), *EVERY), hidden=(Unread("x"),))
    assert set.union(*findings(wounded(hidden)).values()) == {"unknown"}


def test_both_ends_closed_are_both_found() -> None:
    """The task's group and the mount target's are reported at once, in the order in which they bite."""
    world = wounded(group("tasks"), group("mounts"))
    assert causes(world, MOUNT) == {EGRESS, "efs-group-ingress"}
    assert [block.cause.value for block in traces(world, MOUNT)[0].blocks] == [EGRESS, "efs-group-ingress"]
