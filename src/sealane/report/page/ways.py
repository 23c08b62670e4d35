"""Packets' ways as a page shows them: each that differs is told once and has a number that others refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.records import dataclass, field
from sealane.report.blocks import words_of
from sealane.report.style import capital
from sealane.report.trace.hops import is_broken, kind_of, packet_text
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.verdicts.trace import Block, Hop, Trace

_SAYS: Final = {
    Verdict.HOLDS: "arrives, and its answer comes back",
    Verdict.FAILS: "does not get through",
    Verdict.UNKNOWN: "may get through or not",
}
LEAKS: Final = "gets through, although it should not"


@dataclass(frozen=True, slots=True, kw_only=True)
class HopView:
    """One hop: `mark` is `passes`, `stops`, `open` or `leads`; `rule` is empty where nothing smaller decided."""

    mark: str
    kind: str
    name: str
    does: str
    rule: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayView:
    """One way, there and back; `missing` is what keeps a packet from it where no hop of it would."""

    number: int
    packet: str
    verdict: str
    says: str
    missing: tuple[str, ...]
    there: tuple[HopView, ...]
    back: tuple[HopView, ...]
    open: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Ways:
    """All the ways of a page, in the order in which they were first asked for."""

    views: list[WayView] = field(default_factory=list)
    numbers: dict[object, int] = field(default_factory=dict)

    def number(self, trace: Trace, blocks: Iterable[Block] = (), *, leak: str = "") -> int:
        """Return the number of a way; `blocks` stand in its way, `leak` is the fact to change of one that leaks."""
        stopping = tuple(blocks)
        key = (trace, tuple([(block.cause, block.origin) for block in stopping]), leak)
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.views) + 1
            self.views.append(_view(found, trace, stopping, leak))
        return found


def _view(number: int, trace: Trace, blocks: tuple[Block, ...], leak: str) -> WayView:
    missing = () if leak or is_broken(trace) else _sentences(blocks)
    return WayView(
        number=number,
        packet=packet_text(trace.packet),
        verdict="fails" if leak else str(trace.verdict),
        says=LEAKS if leak else _SAYS[trace.verdict],
        missing=missing,
        there=tuple(_hop(hop, leak, untaken=bool(missing)) for hop in trace.forward),
        back=tuple(_hop(hop, leak, untaken=bool(missing)) for hop in trace.back),
        open=tuple(value.reason for value in trace.open),
    )


def _sentences(blocks: Iterable[Block]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(capital(words_of(block).sentence) for block in blocks))


def _hop(hop: Hop, leak: str, *, untaken: bool) -> HopView:
    """Lay out a hop; of a way that is not taken nothing passes, it only leads."""
    return HopView(
        mark="leads" if untaken else kind_of(hop, leak),
        kind=hop.kind.replace("-", " "),
        name=hop.origin.name,
        does="cannot be known" if hop.does == "unknown" else hop.does,
        rule="" if hop.rule.name == hop.origin.name else hop.rule.name,
        detail=hop.detail,
    )
