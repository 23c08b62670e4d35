"""Ranges of random worlds, compared in a lab of the kernel: many in one enclosure, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sealane.lab.kernel import enclosure
from sealane.verdicts.verdict import Verdict
from tests.lab.differential.comparison import Comparison, compare, on_paper
from tests.lab.differential.sending import KernelSender
from tests.lab.differential.worlds import world_from


@dataclass(frozen=True)
class Tally:
    """What a range of worlds came to: disagreements by seed."""

    worlds: int
    verdicts: Counter[Verdict]
    packets: int
    disagreements: dict[int, tuple[str, ...]]

    @property
    def flows(self) -> int:
        """How many questions were asked."""
        return self.verdicts.total()


def tally(compared: Iterable[tuple[int, Comparison]]) -> Tally:
    """Add comparisons up."""
    worlds, packets, verdicts = 0, 0, Counter[Verdict]()
    disagreements = {}
    for seed, one in compared:
        worlds, packets = worlds + 1, packets + one.packets
        verdicts.update(one.verdicts)
        if one.disagreements:
            disagreements[seed] = one.disagreements
    return Tally(worlds, verdicts, packets, disagreements)


def together(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    whole = Tally(0, Counter(), 0, {})
    for one in tallies:
        whole = Tally(
            whole.worlds + one.worlds,
            whole.verdicts + one.verdicts,
            whole.packets + one.packets,
            {**whole.disagreements, **one.disagreements},
        )
    return whole


def in_kernel(seeds: Iterable[int]) -> Tally:
    """Compare the worlds of some seeds in an enclosure."""
    found: Tally = enclosure.run(inside, tuple(seeds))
    return found


def inside(seeds: tuple[int, ...]) -> Tally:
    """Compare the worlds of some seeds in a lab of this process."""
    with KernelSender() as sender:
        return tally((seed, compare(world_from(seed), sender)) for seed in seeds)


def worked_out(seeds: Iterable[int]) -> Tally:
    """Compare the worlds of some seeds on paper alone."""
    return tally((seed, compare(world_from(seed), on_paper)) for seed in seeds)
