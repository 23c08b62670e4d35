"""Security groups: two gates with memory at each interface, one for what leaves and one for what arrives.

Rules only allow, all groups of an interface count together, and what no rule allows is dropped:
https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sealane.lab.blueprint.gates import Gate, GateRule, Match, Outcome, Side
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.group_members import set_of_group
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.known import known, network_of, unknowns
from sealane.lab.survey.land import Land
from sealane.lab.survey.parts import BlockSet
from sealane.lab.survey.prefix_lists import blocks_of_list
from sealane.lab.survey.protocols import matching, number_of
from sealane.lab.survey.resolvers import unfiltered
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup

_SIDES = ((Direction.EGRESS, Side.LEAVING), (Direction.INGRESS, Side.ARRIVING))
_FIELDS = {
    Direction.EGRESS: ("destinations", "destination_set"),
    Direction.INGRESS: ("sources", "source_set"),
}


def groups_of(land: Land, interface: Interface) -> tuple[str, ...]:
    """Return the keys of an interface's groups: the VPC's default one when it names none.

    https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
    """
    groups = interface.claim.groups
    if groups is None or groups:
        return groups or ()
    table = land.world.table(SecurityGroup).values()
    return tuple(one.id for one in table if one.default and known(one.vpc, "") == interface.vpc)


def gates(land: Land, interfaces: Sequence[Interface]) -> Iterator[Gate | BlockSet | Undrawn]:
    """Yield the gates of all interfaces, and the sets that their rules name."""
    members: dict[str, list[Interface]] = {}
    for interface in interfaces:
        for key in groups_of(land, interface):
            members.setdefault(key, []).append(interface)
    for interface in interfaces:
        if interface.claim.groups is not None:
            for direction, side in _SIDES:
                yield from _gate(land, interface, direction, side, members)


def _gate(
    land: Land, interface: Interface, direction: Direction, side: Side, members: dict[str, list[Interface]]
) -> Iterator[Gate | BlockSet | Undrawn]:
    rules = [_infrastructure(land, interface, direction)]
    groups = groups_of(land, interface)
    if not groups:
        why = "the VPC's default group is not in the source"
        yield Undrawn(what=f"security groups of {interface.name}", why=why, service=interface.claim.service)
    for key in groups:
        group = land.world.table(SecurityGroup).get(key)
        if group is None:
            yield Undrawn(what=f"security group {key}", why="it is not in the source", service=interface.claim.service)
            continue
        for reason in group.hidden:
            yield from unknowns(f"security group {group.origin.name}", reason)
        for rule in group.rules:
            if rule.direction is direction:
                for part in _rule(land, interface, rule, members):
                    if isinstance(part, GateRule):
                        rules.append(part)
                    else:
                        yield part
    yield Gate(space=interface.name, name=f"groups-{direction}", side=side, rules=tuple(rules), tracked=True)


def _infrastructure(land: Land, interface: Interface, direction: Direction) -> GateRule:
    """Let pass what no group filters: name servers, metadata, time.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
    """
    match: dict[str, Any] = {_FIELDS[direction][0]: unfiltered(land, interface.vpc)}
    return GateRule(match=Match(**match), outcome=Outcome.ACCEPT, origin="infrastructure")


def _rule(
    land: Land, interface: Interface, rule: GroupRule, members: dict[str, list[Interface]]
) -> Iterator[GateRule | BlockSet | Undrawn]:
    what = f"rule {rule.origin.name}"
    values = (rule.protocol, rule.from_port, rule.to_port, rule.peer)
    missing = list(unknowns(what, *values))
    protocol = number_of(known(rule.protocol, ""))
    if missing or protocol is None:
        yield from missing or [Undrawn(what=what, why="its protocol is none that the lab knows")]
        return
    fields = matching(protocol, known(rule.from_port, -1), known(rule.to_port, -1))
    blocks, name = _FIELDS[rule.direction]
    peer = known(rule.peer, "")
    match rule.kind:
        case PeerKind.GROUP:
            for part in set_of_group(land, interface.vpc, peer, rule.direction, members):
                yield part
                if isinstance(part, BlockSet):
                    fields[name] = part.name
        case PeerKind.PREFIX_LIST:
            listed = blocks_of_list(land, peer)
            if listed is None:
                yield Undrawn(what=what, why=f"the blocks of {peer} are not in the source")
            else:
                yield BlockSet(name=f"list:{peer}", blocks=listed)
                fields[name] = f"list:{peer}"
        case _:
            if network_of(peer) is not None:
                fields[blocks] = (str(network_of(peer)),)
    if blocks in fields or name in fields:
        yield GateRule(match=Match(**fields), outcome=Outcome.ACCEPT, origin=rule.origin.name)
