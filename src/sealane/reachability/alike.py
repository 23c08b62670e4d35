"""Places that are alike: what surely gets through from one of them surely gets through from all.

Services made by one module have groups of their own that hold the same rules. A group that no rule names, in whatever
group it stands, matters only by its own rules; so places that differ in the names of such groups alone, and in whose
they are, answer every question alike. Only certainty is shared: words about what fails name the place itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from sealane.reachability.atlas import Atlas
from sealane.reachability.seat import Seat
from sealane.world.security_groups import PeerKind, SecurityGroup
from sealane.world.values import Known
from sealane.world.world import World

_KINDS = (SecurityGroup,)


def namers(world: World) -> Mapping[str, tuple[str, ...]]:
    """Security groups that rules name, each with the groups in which such a rule stands."""
    found: dict[str, dict[str, None]] = {}
    for group in world.table(SecurityGroup).values():
        for rule in group.rules:
            if rule.kind is PeerKind.GROUP and isinstance(rule.peer, Known):
                found.setdefault(rule.peer.value, {})[group.id] = None
    return {key: tuple(names) for key, names in found.items()}


def likeness(atlas: Atlas, seat: Seat) -> Hashable:
    """Return what is equal for places that are alike."""
    groups = seat.security_groups
    like: object = tuple([_of_group(atlas, key) for key in groups.value]) if isinstance(groups, Known) else groups
    return (
        seat.kind,
        seat.subnet,
        like,
        seat.addresses,
        seat.public,
        seat.ipv6,
        seat.system,
        seat.targets,
    )


def _of_group(atlas: Atlas, key: str) -> Hashable:
    return atlas.answer(("likeness of group", key), lambda: _content(atlas, key))


def _content(atlas: Atlas, key: str) -> Hashable:
    """Return the rules of a group, or its key where its name matters."""
    group = atlas.fact(SecurityGroup, key)
    if group is None or group.hidden or atlas.named(namers, _KINDS, key):
        return key
    rules = [
        (rule.direction, rule.kind, rule.protocol, rule.from_port, rule.to_port, rule.peer) for rule in group.rules
    ]
    return atlas.interned((group.vpc, group.vpcs, *rules))
