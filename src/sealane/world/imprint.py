"""A short text that two readings of a world have in common when nothing but tasks came and went between them."""

from __future__ import annotations

import hashlib

from sealane.records import replace
from sealane.world.interfaces import NetworkInterface
from sealane.world.services import RunnerKind, Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Origin
from sealane.world.world import Fact, World

_OF_TASKS = "interface"


def imprint(world: World) -> str:
    """Return the imprint: interfaces of tasks are left out, and of a subnet's free addresses only whether any is."""
    facts = (repr(lasting) for table in world.tables.values() for one in table.values() if (lasting := _lasting(one)))
    lines = [*sorted(facts), *sorted(map(repr, world.gaps))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _lasting(fact: Fact) -> Fact | None:
    if isinstance(fact, NetworkInterface) and fact.kind == _OF_TASKS and fact.instance == Known(""):
        return None
    if isinstance(fact, Service) and fact.kind is RunnerKind.BY_HAND:
        # What somebody ran stands where its task does.
        return replace(fact, origin=Origin(""))
    if isinstance(fact, Subnet) and isinstance(fact.free_addresses, Known):
        return replace(fact, free_addresses=Known(int(fact.free_addresses.value > 0)))
    return fact
