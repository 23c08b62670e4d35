"""A change: facts as they are and as they should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sealane.fixes.entries import apart
from sealane.records import dataclass, replace
from sealane.world.network_acls import AclEntry
from sealane.world.values import Known
from sealane.world.world import Fact, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that is added (`before` is `None`) or becomes another one with the same key.

    `user` is what uses it, where AWS replaces such a fact instead of changing it, so that its user must be told.
    """

    before: Fact | None
    after: Fact
    user: Fact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Changes that together remove a finding, in the order in which they can be made."""

    changes: tuple[Change, ...]

    def applied(self, world: World) -> World:
        """Return the world with the changes made."""
        return world.with_facts(*(change.after for change in self.changes))


def changed(before: Fact, after: Fact) -> Proposal:
    """Propose that one fact becomes another."""
    return Proposal(changes=(Change(before=before, after=after),))


def added(*facts: Fact) -> Proposal:
    """Propose new facts."""
    return Proposal(changes=tuple(Change(before=None, after=fact) for fact in facts))


def collected(changes: Iterable[Change]) -> Iterator[Change]:
    """Return changes with those of one fact in one: what each adds to a tuple of the fact is added."""
    by_fact: dict[tuple[type, str], Change] = {}
    for change in changes:
        key = (type(change.after), change.after.id)
        by_fact[key] = _joined(by_fact[key], change) if key in by_fact else change
    yield from by_fact.values()


def _joined(one: Change, other: Change) -> Change:
    """Put two changes of one fact together; both start from the fact as it is."""
    values: dict[str, object] = {}
    for name in type(one.after).__slots__:  # type: ignore[attr-defined]  # every fact is a record
        before = getattr(one.before, name, None)
        first, second = getattr(one.after, name), getattr(other.after, name)
        values[name] = _sum(before, first, second)
    return replace(one, after=replace(one.after, **values))  # type: ignore[type-var]  # as above


def _sum(before: object, first: object, second: object) -> object:
    if second in (before, first):
        return first
    if first == before:
        return second
    if isinstance(first, Known) and isinstance(second, Known):
        return Known(_sum(before.value if isinstance(before, Known) else (), first.value, second.value))
    if isinstance(first, tuple) and isinstance(second, tuple):
        return _members(before if isinstance(before, tuple) else (), first, second)
    return second


def _members(before: tuple[object, ...], first: tuple[object, ...], second: tuple[object, ...]) -> tuple[object, ...]:
    """Return what both leave of a tuple, with what either adds."""
    kept = [one for one in before if one in first and one in second]
    added = [one for one in first if one not in before]
    more = [one for one in second if one not in before and one not in added]
    entries = [one for one in (*kept, *added) if isinstance(one, AclEntry)]
    if entries:
        return apart(entries, (one for one in more if isinstance(one, AclEntry)))
    return (*kept, *added, *more)


def combined(proposals: Iterable[Proposal]) -> Proposal:
    """Return several proposals, each made for the same world, as one that can be applied to it."""
    return Proposal(changes=tuple(collected(change for proposal in proposals for change in proposal.changes)))


def together(proposals: Iterable[Proposal]) -> Proposal:
    """Propose several things at once."""
    return Proposal(changes=tuple(change for proposal in proposals for change in proposal.changes))
