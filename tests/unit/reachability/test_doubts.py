"""What the world has and nobody can read, or does not name, is not taken for nothing."""

from __future__ import annotations

import pytest

from sealane.reachability.goal import AddressGoal
from sealane.reachability.seats import seats_of
from sealane.reachability.ways_out import ways_out
from sealane.world.interfaces import Instance
from sealane.world.prefix_lists import PrefixList
from sealane.world.security_groups import Direction, PeerKind
from sealane.world.services import Service
from sealane.world.values import Known, Unread, Value
from sealane.world.vpc_defaults import default_group
from sealane.world.world import Fact, World
from tests.unit.reachability.estate import (
    LOGIN,
    TASKS,
    causes,
    changed,
    endpoint,
    everything,
    group,
    origin,
    route,
    table,
    verdicts,
    vpc,
    wounded,
)
from tests.unit.reachability.test_other_vpcs import ROUTES, TRANSIT, estate, to
from tests.unit.reachability.test_public_paths import BY_INSTANCE, instance
from tests.unit.reachability.test_public_paths import estate as without_login

IN, OUT = Direction.INGRESS, Direction.EGRESS
ODD = Known(("10.9.0.0/16", "10.9.0.0/99"))


def listed(cidrs: Value[tuple[str, ...]]) -> PrefixList:
    """Return a prefix list of the user's own."""
    return PrefixList(id="pl-own", origin=origin("pl-own"), name=Known("own"), cidrs=cidrs)


def leaks(world: World) -> set[str]:
    """Return by what tasks of a world get out; `open` where nobody can say."""
    found = [ways_out(world, seat) for one in world.table(Service).values() for seat in seats_of(world, one)]
    return {str(leak.block.cause) for one in found for leak in one.leaks} | {"open" for one in found if one.open}


def test_transit_route_of_a_prefix_list_leads_to_its_blocks() -> None:
    """A route to a list's blocks is as good as one to the blocks; of a list that is not read nothing is certain."""
    by_list = changed(ROUTES, propagations=("spoke",), routes=(to("pl-own", "centre"),))
    assert verdicts(estate(*TRANSIT, by_list, listed(Known(("10.9.0.0/16",)))), LOGIN) == {"holds"}
    assert causes(estate(*TRANSIT, by_list, listed(Known(("10.8.0.0/16",)))), LOGIN) == {"no-way-out"}
    assert verdicts(estate(*TRANSIT, by_list, listed(Unread("refused"))), LOGIN) == {"unknown"}
    assert verdicts(estate(*TRANSIT, by_list, listed(ODD)), LOGIN) == {"unknown"}
    assert verdicts(estate(*TRANSIT, by_list), LOGIN) == {"unknown"}


@pytest.mark.parametrize(("cidr", "found"), [("16.0.0.0/4", "internet-by-nat-instance"), ("16.0.0.0/40", "open")])
def test_list_with_a_block_that_cannot_be_read_may_lead_anywhere(cidr: str, found: str) -> None:
    """A route to a list with a block that nobody can read is no route less."""
    way = table("tasks", ("tasks-a", "tasks-b"), route("pl-own", "i"))
    assert leaks(wounded(*BY_INSTANCE, way, listed(Known((cidr,))))) == {found}
    assert leaks(wounded(*BY_INSTANCE, way, listed(Known(("10.1.0.0/16",))))) == set()


def test_rule_for_a_list_with_a_block_that_cannot_be_read_may_let_out_anywhere() -> None:
    """The rules of a group for such a list certainly let nothing out, and certainly not nothing."""
    closed = group("tasks", everything(OUT, "pl-own"))
    named = changed(closed, rules=(changed(closed.rules[0], kind=PeerKind.PREFIX_LIST),))
    assert verdicts(wounded(named, listed(ODD)), LOGIN) == {"unknown"}
    assert causes(wounded(named, listed(Known(("10.9.0.0/16",)))), LOGIN) == {"task-group-egress"}


@pytest.mark.parametrize("cidrs", [("10.0.0.0/99",), ("2600::/56",), ()])
def test_vpc_without_a_block_that_can_be_read_ends_in_an_answer(cidrs: tuple[str, ...]) -> None:
    """Packets of a VPC whose blocks say nothing are followed all the same, to an endpoint that is not there too."""
    world = wounded(vpc(cidrs=Known(cidrs)), changed(endpoint("ecr.api"), private_dns=Known(value=False)))
    assert verdicts(world, LOGIN) <= {"unknown", "fails"}


NONE = Known[tuple[str, ...]](())
AT = AddressGoal(address="10.0.11.77", port=443)


@pytest.mark.parametrize(
    "fact",
    [
        changed(endpoint("logs"), security_groups=NONE, addresses=(("ends-a", AT.address),)),
        Instance(id="i", origin=origin("i"), subnet=Known("ends-a"), address=Known(AT.address), security_groups=NONE),
    ],
    ids=["endpoint", "instance"],
)
def test_what_names_no_group_has_the_default_one(fact: Fact) -> None:
    """By its address too, what names no group is behind its VPC's default group, which admits its members alone."""
    out = group("tasks", *TASKS.rules, everything(OUT))
    assert causes(wounded(out, fact), AT) == {"endpoint-group-ingress"}
    default = default_group(vpc())
    assert verdicts(wounded(out, changed(default, rules=(everything(IN),)), fact), AT) == {"holds"}


def test_forwarder_that_names_no_group_has_the_default_one() -> None:
    """An instance behind a default group that admits its members alone forwards nothing of a task's."""
    assert leaks(wounded(*BY_INSTANCE)) == {"internet-by-nat-instance"}
    bare = instance(security_groups=NONE)
    assert leaks(wounded(*BY_INSTANCE, bare)) == set()
    assert causes(without_login(*BY_INSTANCE, bare), LOGIN) == {"forwarder-blocks"}
    opened = changed(default_group(vpc()), rules=(everything(IN), everything(OUT)))
    assert leaks(wounded(*BY_INSTANCE, bare, opened)) == {"internet-by-nat-instance"}
