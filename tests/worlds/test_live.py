"""A wound is the same wound when an account that has it is asked for what the service needs, question by question."""

from __future__ import annotations

import pytest

from sealane.proof.prove import prove
from sealane.readers.live.fetch import world_of_live
from sealane.readers.live.scope import Scope
from sealane.records import replace
from sealane.verdicts.cause import Cause
from sealane.verdicts.verdict import Verdict
from sealane.world.interfaces import NetworkInterface
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Origin
from sealane.world.vpcs import Vpc
from sealane.world.world import World
from tests.unit.readers.live.replay import Replay, door_into
from tests.worlds.healthy import healthy
from tests.worlds.wounds.everything import WOUNDS


def _one_of_each() -> dict[frozenset[Cause], str]:
    """Return a wound for each set of causes that one leads to."""
    return {frozenset(expected.cause for expected in one.expected): name for name, one in WOUNDS.items()}


def _live(world: World) -> World:
    """Read an account that stands as a world."""
    read, _ = world_of_live(door_into(Replay(world)), Scope())
    return read


def test_a_healthy_account_holds() -> None:
    """Nothing is found, and nothing is left open."""
    read = _live(healthy())
    assert prove(read).verdict is Verdict.HOLDS
    assert read.gaps == ()


@pytest.mark.parametrize("name", sorted(_one_of_each().values()))
def test_wound_is_found_in_the_account(name: str) -> None:
    """The closure asks for whatever the wound is in, so that the account shows the same causes as the world."""
    (service,) = prove(_live(WOUNDS[name].broken)).services
    assert {one.cause for one in service.findings} == {one.cause for one in WOUNDS[name].expected}


ELSEWHERE = sorted(
    name for name, one in WOUNDS.items() if {expected.cause for expected in one.expected} == {Cause.ENDPOINT_ELSEWHERE}
)


def test_endpoint_of_a_vpc_in_use_is_not_meant() -> None:
    """Where something stands in that VPC, its endpoint is its own, and the task's is missing."""
    broken = WOUNDS[ELSEWHERE[0]].broken
    (other,) = (key for key in broken.table(Vpc) if key not in healthy().table(Vpc))
    some = next(iter(healthy().table(Subnet).values()))
    subnet = replace(some, id="subnet-other", vpc=Known(other))
    used = NetworkInterface(
        id="eni-other",
        origin=Origin("eni-other"),
        subnet=Known(subnet.id),
        addresses=Known(("10.9.0.9",)),
        security_groups=Known(()),
    )
    (service,) = prove(broken.with_facts(subnet, used)).services
    assert {one.cause for one in service.findings} == {Cause.ENDPOINT_MISSING}
