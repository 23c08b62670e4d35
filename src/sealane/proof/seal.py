"""Whether a task is sealed: no packet of it can leave to the internet, and none from there can reach it."""

from __future__ import annotations

from functools import partial

from sealane.proof.estate import Estate
from sealane.proof.fold import subject_of
from sealane.proof.seats import Seats
from sealane.reachability.alike import surely_shut
from sealane.reachability.leaks import Leak, Leaks
from sealane.reachability.ways_in import ways_in
from sealane.reachability.ways_out import ways_out
from sealane.records import dataclass
from sealane.verdicts.proof import Finding
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known, Unknown, Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The answer, with a witness for each way that breaks it; `leads_out` is whether every place has a way out."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    open: tuple[Unknown | Unread, ...]
    leads_out: bool


def seal_of(seats: Seats, estate: Estate) -> Seal:
    """Look at all packets of all places of a task, both ways."""
    try:
        if seats.seats and all(map(partial(surely_shut, estate.atlas), seats.seats, seats.likes)):
            return _SHUT
        out = [ways_out(estate.atlas, seat) for seat in seats.seats]
        into = [ways_in(estate.atlas, seat) for seat in seats.seats]
    except Exception as crash:  # noqa: BLE001 - whatever goes wrong, the answer is that nobody knows
        why = Unknown(f"a check of sealane's own crashed: {type(crash).__name__}: {crash}")
        return Seal(verdict=Verdict.UNKNOWN, findings=(), open=(why,), leads_out=False)
    if not seats.seats:
        nowhere = seats.vpc if not isinstance(seats.vpc, Known) else Unknown("the service names no subnet")
        return Seal(verdict=Verdict.UNKNOWN, findings=(), open=(nowhere,), leads_out=False)
    found: dict[object, Leak] = {}
    for leak in (leak for leaks in (*out, *into) for leak in leaks.leaks):
        found.setdefault(subject_of(leak.block), leak)
    why_open = tuple(dict.fromkeys(why for leaks in (*out, *into) for why in leaks.open))
    return Seal(
        verdict=_verdict(found, why_open),
        findings=tuple(Finding(block=leak.block, witness=leak.witness) for leak in found.values()),
        open=() if found else why_open,
        leads_out=all(_leads_out(leaks) for leaks in out),
    )


_SHUT = Seal(verdict=Verdict.HOLDS, findings=(), open=(), leads_out=False)


def _verdict(found: dict[object, Leak], why_open: tuple[Unknown | Unread, ...]) -> Verdict:
    if found:
        return Verdict.FAILS
    return Verdict.UNKNOWN if why_open else Verdict.HOLDS


def _leads_out(leaks: Leaks) -> bool:
    return bool(leaks.leaks)
