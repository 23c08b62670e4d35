"""Security groups as filters: the rules of all groups of an interface, united, because rules only allow.

https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

from collections.abc import Mapping

from sealane.reachability.atlas import Atlas
from sealane.reachability.outcome import Reason
from sealane.reachability.protocols import services_of
from sealane.records import dataclass, field, replace
from sealane.world.address_sets import EVERY_ADDRESS, PUBLIC_IPV4, PUBLIC_IPV6, Intervals, addresses_of, unreadable
from sealane.world.address_sets import block as read_block
from sealane.world.packet_sets import Box
from sealane.world.prefix_lists import PrefixList
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.values import Known, Origin, Unknown, Unread

# AWS's own lists hold public addresses, but for one of link-local ones (VPC Lattice):
# https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
AWS_LISTED = PUBLIC_IPV4 | PUBLIC_IPV6 | addresses_of(("169.254.0.0/16",))


@dataclass(frozen=True, slots=True)
class Part:
    """What one rule lets through: for certain, at most, and to whom beside blocks.

    A rule that names a group or a list has `group` or `list_name`, and its boxes hold for any address then. `listed`
    says that the addresses are those of a list of AWS's that no source has.
    """

    origin: Origin
    surely: Box | None
    possibly: Box
    why: tuple[Reason, ...] = ()
    group: str = ""
    list_name: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """The rules of some groups in one direction; `open` says why there may be more.

    `plain` are the parts that name no group, `naming` the others by the group that they name: one group may admit a
    thousand others, of which a sender has one.
    """

    groups: tuple[SecurityGroup, ...]
    parts: tuple[Part, ...]
    open: tuple[Reason, ...] = ()
    plain: tuple[Part, ...] = ()
    naming: Mapping[str, tuple[Part, ...]] = field(default_factory=dict, compare=False)


def filter_of(atlas: Atlas, groups: tuple[str, ...], direction: Direction) -> Filter:
    """Return the filter of some groups, by key, in one direction."""
    return atlas.answer(("groups", groups, direction), lambda: _filter(atlas, groups, direction))


def _filter(atlas: Atlas, groups: tuple[str, ...], direction: Direction) -> Filter:
    found: list[SecurityGroup] = []
    parts: list[Part] = []
    why: list[Reason] = []
    for key in groups:
        group = atlas.fact(SecurityGroup, key)
        if group is None:
            why.append(Unread(f"security group {key} is not in {atlas.world.source.name}"))
            continue
        found.append(group)
        parts += parts_of(atlas, group, direction)
        why += group.hidden
    naming: dict[str, tuple[Part, ...]] = {}
    for part in parts:
        if part.group:
            naming[part.group] = (*naming.get(part.group, ()), part)
    plain = tuple(part for part in parts if not part.group)
    return Filter(tuple(found), tuple(parts), tuple(why), plain, naming)


def parts_of(atlas: Atlas, group: SecurityGroup, direction: Direction) -> tuple[Part, ...]:
    """Return what the rules of one group let through in a direction."""
    return atlas.answer(("rules", group.id, direction), lambda: _parts(atlas, group, direction))


def _parts(atlas: Atlas, group: SecurityGroup, direction: Direction) -> tuple[Part, ...]:
    current = atlas.fact(SecurityGroup, group.id) or group
    return tuple(part for rule in current.rules if rule.direction is direction for part in _of(atlas, rule))


def _of(atlas: Atlas, rule: GroupRule) -> tuple[Part, ...]:
    sure, most, why = services_of(rule.protocol, rule.from_port, rule.to_port)
    peer = rule.peer
    anyone = Part(rule.origin, Box(*sure, EVERY_ADDRESS) if sure[0] else None, Box(*most, EVERY_ADDRESS), why)
    if not isinstance(peer, Known):
        return (_to(anyone, EVERY_ADDRESS, peer),)
    if rule.kind is PeerKind.GROUP:
        return (replace(anyone, group=peer.value),)
    if rule.kind is PeerKind.PREFIX_LIST:
        return _listed(atlas, peer.value, anyone)
    block = read_block(peer.value)
    if block is None:
        return (_to(anyone, EVERY_ADDRESS, Unknown(f"{peer.value!r} is not a CIDR block")),)
    return (_to(anyone, block.addresses),)


def _to(part: Part, addresses: Intervals, *why: Reason) -> Part:
    """Narrow a part to some addresses; a reason makes it uncertain."""
    sure = None if why or part.surely is None else Box(part.surely.protocols, part.surely.ports, addresses)
    most = Box(part.possibly.protocols, part.possibly.ports, addresses)
    return Part(part.origin, sure, most, (*part.why, *why))


def _listed(atlas: Atlas, key: str, anyone: Part) -> tuple[Part, ...]:
    """Return what a rule for a prefix list lets through: its blocks, and whatever stands for the list by name."""
    found = atlas.fact(PrefixList, key)
    if found is None:
        return (_to(anyone, EVERY_ADDRESS, Unread(f"prefix list {key} is not in {atlas.world.source.name}")),)
    name = found.name.value if isinstance(found.name, Known) else ""
    by_name = (replace(anyone, list_name=name),) if name else ()
    if isinstance(found.cidrs, Known):
        odd = unreadable(found.cidrs.value)
        if odd is not None:
            doubt = Unread(f"{odd!r} in {found.origin.name} is not a CIDR block")
            return (*by_name, _to(anyone, EVERY_ADDRESS, doubt))
        return (*by_name, _to(anyone, addresses_of(found.cidrs.value)))
    if name and found.aws == Known(value=True):
        return (
            replace(anyone, list_name=name, listed=True),
            replace(_to(anyone, AWS_LISTED, found.cidrs), listed=True),
        )
    return (*by_name, _to(anyone, EVERY_ADDRESS, found.cidrs))
