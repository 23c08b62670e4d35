"""What two readings of a world have in common."""

from __future__ import annotations

from sealane.records import replace
from sealane.world.gaps import Gap, Noun
from sealane.world.imprint import imprint
from sealane.world.interfaces import NetworkInterface
from sealane.world.security_groups import SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Origin, Unread
from sealane.world.world import Source, World, world_of

SUBNET = Subnet(
    id="subnet-1", origin=Origin("s"), vpc=Known("vpc-1"), cidr=Known("10.0.0.0/24"), free_addresses=Known(9)
)


def interface(kind: str) -> NetworkInterface:
    """Return an interface."""
    groups: Known[tuple[str, ...]] = Known(())
    return NetworkInterface(
        id="eni-1", origin=Origin("e"), subnet=Known("subnet-1"), addresses=groups, security_groups=groups, kind=kind
    )


def world(*facts: Subnet | NetworkInterface | SecurityGroup, gaps: tuple[Gap, ...] = ()) -> World:
    """Return a world of facts."""
    return world_of(Source(kind="live", name="here"), facts, gaps)


def test_tasks_that_come_and_go_leave_no_trace() -> None:
    """An address less, a task's interface more and another order are the same world."""
    before = imprint(world(SUBNET, interface("vpc_endpoint")))
    fewer = replace(SUBNET, free_addresses=Known(8))
    task = replace(interface("interface"), id="eni-2")
    assert imprint(world(interface("vpc_endpoint"), task, fewer)) == before


def test_whatever_else_changes_is_another_world() -> None:
    """A full subnet, an endpoint that went, a rule and something that was not read all count."""
    before = imprint(world(SUBNET, interface("vpc_endpoint")))
    gap = Gap(noun=Noun.ROLES, why=Unread("refused"))
    others = (
        world(replace(SUBNET, free_addresses=Known(0)), interface("vpc_endpoint")),
        world(SUBNET),
        world(replace(SUBNET, cidr=Known("10.0.1.0/24")), interface("vpc_endpoint")),
        world(SUBNET, interface("vpc_endpoint"), gaps=(gap,)),
    )
    assert len({before, *map(imprint, others)}) == len(others) + 1
