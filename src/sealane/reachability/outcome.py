"""What one or several layers make of a packet, and how several become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sealane.records import dataclass, replace
from sealane.verdicts.trace import Block, Hop
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Unknown, Unread

Reason = Unknown | Unread


@dataclass(frozen=True, slots=True)
class Outcome:
    """What surely stops the packet or its answer, why nobody can say for certain, and the hops as far as known."""

    blocks: tuple[Block, ...] = ()
    open: tuple[Reason, ...] = ()
    forward: tuple[Hop, ...] = ()
    back: tuple[Hop, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """A certain block decides; without one a reason of doubt does."""
        if self.blocks:
            return Verdict.FAILS
        return Verdict.UNKNOWN if self.open else Verdict.HOLDS


PASSES = Outcome()


def opened(*why: Reason) -> Outcome:
    """Return what nobody can decide."""
    return Outcome(open=why)


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """Return what becomes of a packet that must pass all of these; each has the hops there and back in order."""
    found = tuple(outcomes)
    if len(found) == 1:
        return found[0]
    return Outcome(
        _distinct([block for one in found if one.blocks for block in one.blocks]),
        _distinct([why for one in found if one.open for why in one.open]),
        tuple([hop for one in found for hop in one.forward]),
        tuple([hop for one in found for hop in one.back]),
    )


def every(outcomes: Sequence[Outcome]) -> Outcome:
    """Return what becomes of packets that go to each of several ends in turn; the hops are those of the worst one."""
    whole = together(outcomes)
    shown = next((one for one in outcomes if one.verdict is whole.verdict), whole)
    return replace(whole, forward=shown.forward, back=shown.back)


def either(alternatives: Sequence[Outcome], *why: Reason) -> Outcome:
    """Return what becomes of a packet that meets one of these, and `why` nobody knows which.

    Where all agree the doubt does not matter; a block is certain when it stands in every alternative.
    """
    verdicts = {one.verdict for one in alternatives}
    if verdicts == {Verdict.HOLDS}:
        return alternatives[0]
    if verdicts == {Verdict.FAILS}:
        shared = [block for block in alternatives[0].blocks if all(block in one.blocks for one in alternatives[1:])]
        return replace(alternatives[0], blocks=tuple(shared) or alternatives[0].blocks[:1], open=())
    hidden = _distinct((*why, *(reason for one in alternatives for reason in one.open)))
    return Outcome(open=hidden, forward=alternatives[0].forward, back=alternatives[0].back)


def doubted(outcome: Outcome, *why: Reason) -> Outcome:
    """Return an outcome in which nothing is certain, because it rests on something that is not."""
    return replace(outcome, blocks=(), open=_distinct((*outcome.open, *why)))


def _distinct(items: Sequence[Block] | Sequence[Reason]) -> tuple:  # type: ignore[type-arg]
    if len(items) <= 1:
        return tuple(items)
    kept: list[object] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return tuple(kept)
