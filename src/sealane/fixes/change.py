"""A change: facts as they are and as they should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sealane.world.world import Fact, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that is added (`before` is `None`) or becomes another one with the same key."""

    before: Fact | None
    after: Fact


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


def together(proposals: Iterable[Proposal]) -> Proposal:
    """Propose several things at once."""
    return Proposal(changes=tuple(change for proposal in proposals for change in proposal.changes))
