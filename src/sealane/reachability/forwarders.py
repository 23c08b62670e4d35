"""Instances and interfaces that routes lead to: what of them surely drops a packet that is not for them.

Whether one that lets a packet through also sends it on is its own software's to decide, and stays unknown.
https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.ways import ForwarderBlocks, Obstruction
from sealane.reachability.ends import End
from sealane.reachability.group_rules import filter_of
from sealane.reachability.outcome import Outcome, Reason
from sealane.reachability.seats import groups_or_default
from sealane.reachability.security_groups import judge
from sealane.reachability.sieve import Asked, Passes
from sealane.records import dataclass
from sealane.verdicts.trace import Hop
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.route_tables import Route
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Value


@dataclass(frozen=True, slots=True)
class Forwarder:
    """What of an instance or interface decides whether it forwards."""

    fact: NetworkInterface | Instance
    subnet: Value[str]
    groups: Value[tuple[str, ...]]
    check: Value[bool]
    public: Value[bool]


def forwarder_of(fact: NetworkInterface | Instance) -> Forwarder:
    """Return an interface or instance as a forwarder."""
    if isinstance(fact, Instance):
        return Forwarder(fact, fact.subnet, fact.security_groups, fact.check, fact.public)
    address = fact.public_address
    public: Value[bool] = Known(bool(address.value)) if isinstance(address, Known) else address
    return Forwarder(fact, fact.subnet, fact.security_groups, fact.check, public)


def groups_of(atlas: Atlas, forwarder: Forwarder) -> Value[tuple[str, ...]]:
    """Return the groups of a forwarder; an instance that names none has its VPC's default one.

    https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
    """
    if isinstance(forwarder.fact, Instance):
        return groups_or_default(atlas, forwarder.groups, forwarder.subnet)
    return forwarder.groups


def passed_on(
    atlas: Atlas, forwarder: Forwarder, ends: tuple[End, End], asked: Asked, route: Route, subnet: Subnet
) -> Outcome:
    """Return whether a forwarder may let packets of one end to another through; never that it surely does."""
    source, target = ends
    obstacles: list[Obstruction] = []
    why: list[Reason] = []
    if forwarder.check == Known(value=True):
        obstacles.append(Obstruction.CHECK_ON)
    elif not isinstance(forwarder.check, Known):
        why.append(forwarder.check)
    groups = groups_of(atlas, forwarder)
    sides = (
        (Direction.INGRESS, source, Obstruction.GROUP_INGRESS),
        (Direction.EGRESS, target, Obstruction.GROUP_EGRESS),
    )
    if not isinstance(groups, Known):
        why.append(groups)
    elif groups.value:
        for direction, end, obstacle in sides:
            sifted = judge(filter_of(atlas, groups.value, direction), asked, end).sifted
            obstacles += [obstacle] if sifted.passes is Passes.NO else []
            why += sifted.why
    fact = forwarder.fact
    blocks = tuple(ForwarderBlocks(forwarder=fact, because=one, route=route, subnet=subnet) for one in obstacles)
    does = "drops" if blocks else "forwards"
    hop = Hop(kind="forwarder", origin=fact.origin, rule=fact.origin, does=does)
    return Outcome(blocks, (*why, Unknown(f"whether {fact.origin.name} sends packets on")), (hop,))
