"""Arrows for the languages that lay themselves out: what goes the same way and ends the same is one edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.drawing.arrows import Sense
from sealane.records import dataclass
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from sealane.drawing.arrows import Arrow
    from sealane.drawing.vpcs import VpcFrame
    from sealane.report.graph.words import Words

MARKS: Final = {Verdict.HOLDS: "\u2713", Verdict.FAILS: "\u2717", Verdict.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One edge between a box of services, or nobody's, and a carrier; `inwards` from the carrier to the box."""

    group: int | None
    carrier: str
    verdict: Verdict | None
    text: str
    inwards: bool = False


def edges_of(frame: VpcFrame, words: Words) -> tuple[Edge, ...]:
    """Return the edges of a VPC in the order of its arrows, then the load balancers'."""
    found: dict[Hashable, list[Arrow]] = {}
    outside = {carrier.key for carrier in frame.carriers if carrier.outside_of_vpc}
    for arrow in frame.arrows:
        groups: Iterable[int | None] = (None,) if arrow.carrier in outside else arrow.groups
        for group in groups:
            key = (group, arrow.carrier, arrow.verdict, arrow.sense, arrow.causes, arrow.accepted)
            found.setdefault(key, []).append(arrow)
    edges = [_edge(key[0], arrows, words) for key, arrows in found.items() if isinstance(key, tuple)]
    broken = {(edge.carrier, edge.group) for edge in edges if edge.inwards}
    edges += [
        Edge(group=one.group, carrier=one.carrier, verdict=None, text=words.ports(one), inwards=True)
        for one in frame.entrances
        if (one.carrier, one.group) not in broken
    ]
    return tuple(edges)


def _edge(group: int | None, arrows: list[Arrow], words: Words) -> Edge:
    first = arrows[0]
    names = ", ".join(dict.fromkeys(words.step(arrow) for arrow in arrows))
    detail = words.detail(first) or ("not known" if first.verdict is Verdict.UNKNOWN else "")
    return Edge(
        group=group,
        carrier=first.carrier,
        verdict=first.verdict,
        text=f"{MARKS[first.verdict]} {names}: {detail}" if detail else f"{MARKS[first.verdict]} {names}",
        inwards=first.sense is Sense.INTRUSION,
    )
