"""Places that are alike: what surely gets through from one of them surely gets through from all.

Services made by one module have groups of their own that hold the same rules. A group that no rule names matters only
by its own rules, so it is asked in two steps. First a packet is followed as if the place's groups let everything out,
and what they were asked on the way is noted; that is the same for every place in the subnet. Then the rules are held
against these notes, once for all groups with the same rules. A packet that gets through in the first step and that the
rules let out each time gets through, for its way depends on nothing else of the groups.

Only certainty is shared: whatever fails or is not known is followed again from the place itself, which words name.
"""

from __future__ import annotations

from typing import NamedTuple

from sealane.reachability.atlas import Atlas
from sealane.reachability.ends import End
from sealane.reachability.goal import Goal
from sealane.reachability.leaks import Leaks
from sealane.reachability.reach import Way, way, way_from
from sealane.reachability.seat import Seat
from sealane.reachability.security_groups import judge
from sealane.reachability.sieve import Asked, Passes
from sealane.reachability.start import Start, start_of
from sealane.reachability.turned import OfFacts
from sealane.reachability.ways_in import ways_in
from sealane.reachability.ways_out import ways_out
from sealane.records import replace
from sealane.verdicts.verdict import Verdict
from sealane.world.security_groups import PeerKind, SecurityGroup
from sealane.world.values import Known

_KINDS = (SecurityGroup,)
_ANY_GROUP = "\0any"
# Hops whose fact may be the place's own.
_OF_THE_PLACE = frozenset({"security-group", "network-interface"})

Notes = tuple[tuple[End, Asked], ...]


class Like(NamedTuple):
    """What is equal for places that are alike: a number for the place, and one for the rules of each of its groups.

    `rules` is `None` where the name of a group matters; the place stands for its groups then.
    """

    place: int
    rules: tuple[int, ...] | None


def _named_by(group: SecurityGroup) -> tuple[str, ...]:
    peers = (rule.peer for rule in group.rules if rule.kind is PeerKind.GROUP)
    return tuple(dict.fromkeys(peer.value for peer in peers if isinstance(peer, Known)))


namers = OfFacts(SecurityGroup, _named_by)
"""Security groups that rules name, each with the groups in which such a rule stands."""


def like_of(atlas: Atlas, seat: Seat) -> Like:
    """Return what a place has in common with those that are alike."""
    groups = seat.security_groups
    rules: list[int] | None = [] if isinstance(groups, Known) else None
    for key in groups.value if isinstance(groups, Known) else ():
        number = atlas.answer(("rules of group", key), lambda key=key: _rules(atlas, key))  # type: ignore[misc]  # bound at once
        rules = None if number is None or rules is None else [*rules, number]
    where = (seat.kind, seat.subnet, seat.addresses, seat.public, seat.ipv6, seat.system, seat.targets)
    if rules is None:
        return Like(atlas.interned((*where, groups)), None)
    return Like(atlas.interned(where), tuple(rules))


def _rules(atlas: Atlas, key: str) -> int | None:
    """Return a number for the rules of a group, `None` where its name matters or there may be others."""
    group = atlas.fact(SecurityGroup, key)
    if group is None or group.hidden or atlas.named(namers, _KINDS, key):
        return None
    rules = [
        (rule.direction, rule.kind, rule.protocol, rule.from_port, rule.to_port, rule.peer) for rule in group.rules
    ]
    number = atlas.interned((group.vpc, group.vpcs, *rules))
    atlas.stand_in(replace(group, id=_key_of(number)))
    return number


def _key_of(rules: int) -> str:
    return f"\0rules {rules}"


def _placed(seat: Seat, keys: tuple[str, ...]) -> Seat:
    return replace(seat, security_groups=Known(keys))


def sure_way(atlas: Atlas, seat: Seat, like: Like, goal: Goal, aim: int) -> Way | None:
    """Return the way of packets that surely get to a goal and back, from every place that is alike; else `None`.

    `aim` is the number of the goal.
    """
    if like.rules is None:
        return atlas.answer(("sure way", like, aim), lambda: _if_sure(way(atlas, seat, goal)))
    noted = atlas.answer(("noted way", like.place, aim), lambda: _noted(atlas, seat, goal))
    if noted is None:
        return None
    found, notes = noted
    return (
        found if atlas.answer(("let out", like, aim), lambda: _let_out(atlas, seat, like.rules or (), notes)) else None
    )


def _noted(atlas: Atlas, seat: Seat, goal: Goal) -> tuple[Way, Notes] | None:
    """Follow packets from a place whose groups let everything out, and note what the groups are asked."""
    start = start_of(atlas, _placed(seat, (_ANY_GROUP,)))
    if not isinstance(start, Start):
        return None
    notes: list[tuple[End, Asked]] = []
    found = _if_sure(way_from(atlas, replace(start, notes=notes), goal))
    return None if found is None else (found, tuple(notes))


def _if_sure(found: Way) -> Way | None:
    trace = found.trace
    sure = trace.verdict is Verdict.HOLDS and trace.forward and trace.forward[-1].kind not in _OF_THE_PLACE
    return found if sure else None


def _let_out(atlas: Atlas, seat: Seat, rules: tuple[int, ...], notes: Notes) -> bool:
    start = start_of(atlas, _placed(seat, tuple(map(_key_of, rules))))
    if not isinstance(start, Start) or start.egress_open:
        return False
    egress = start.egress
    return egress is None or all(judge(egress, asked, end).sifted.passes is Passes.YES for end, asked in notes)


def surely_shut(atlas: Atlas, seat: Seat, like: Like) -> bool:
    """Tell whether nothing at all passes in or out, of this place and of every one that is alike."""

    def looked() -> bool:
        place = seat if like.rules is None else _placed(seat, tuple(map(_key_of, like.rules)))
        both: tuple[Leaks, Leaks] = (ways_out(atlas, place), ways_in(atlas, place))
        return not any(leaks.leaks or leaks.open for leaks in both)

    return atlas.answer(("shut", like), looked)
