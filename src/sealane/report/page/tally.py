"""How many services pass each question, as numbers and as the parts of a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.records import dataclass
from sealane.report.proof.headline import calls_verdict
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sealane.verdicts.acceptance import Weighed
    from sealane.verdicts.proof import ServiceProof

_ORDER: Final = (Verdict.HOLDS, Verdict.UNKNOWN, Verdict.FAILS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One question; `parts` are verdicts, how many services have each, and where its part of a bar of 100 is."""

    question: str
    verdict: str
    holds: int
    of: int
    parts: tuple[tuple[str, int, float, float], ...]


def tallies(weighed: Weighed) -> tuple[Tally, ...]:
    """Count the answers to every question that is asked."""
    services = weighed.proof.services
    asked = [_tally("Will it start?", services, _starts), _tally("Is it sealed?", services, _sealed)]
    if any(not step.step.starts for service in services for step in service.steps):
        asked.append(_tally("Do its later calls pass?", services, calls_verdict))
    return tuple(asked) if services else ()


def _starts(service: ServiceProof) -> Verdict:
    return service.starts


def _sealed(service: ServiceProof) -> Verdict:
    return service.sealed


def _tally(question: str, services: Sequence[ServiceProof], ask: Callable[[ServiceProof], Verdict]) -> Tally:
    answers = [ask(service) for service in services]
    parts, at = [], 0.0
    for verdict in _ORDER:
        count = answers.count(verdict)
        if count:
            wide = round(100 * count / len(answers), 2)
            parts.append((str(verdict), count, round(at, 2), wide))
            at += wide
    worst = next((one for one in reversed(_ORDER) if one in answers), Verdict.UNKNOWN)
    return Tally(
        question=question,
        verdict=str(worst),
        holds=answers.count(Verdict.HOLDS),
        of=len(answers),
        parts=tuple(parts),
    )
