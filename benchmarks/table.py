"""The outcomes as a table for people and as JSON for a program."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Sequence
from typing import Any

from benchmarks.trial import Measured, Outcome, Unmeasured

_HEADINGS = ("what", "against", "seconds", "theirs", "ratio", "budget", "beyond", "")


def as_text(outcomes: Sequence[Outcome]) -> str:
    """Draw one line for each outcome, columns aligned."""
    rows = [_HEADINGS, *(_row(outcome) for outcome in outcomes)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(lines) + "\n"


def as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return every single run, so that a later reader can judge the spread."""
    return {
        "schema": "sealane/benchmarks/1",
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "outcomes": [_record(outcome) for outcome in outcomes],
    }


def _row(outcome: Outcome) -> tuple[str, ...]:
    if isinstance(outcome, Unmeasured):
        return outcome.name, outcome.against, "", "", "", "", "", f"not measured: {outcome.because.splitlines()[0]}"
    comparison = outcome.comparison
    return (
        comparison.name,
        comparison.against,
        f"{statistics.median(outcome.subject):.3f}",
        f"{statistics.median(outcome.yardstick):.3f}",
        f"{outcome.ratio:.3f}",
        _limit(comparison.budget),
        _limit(comparison.beyond),
        _judged(outcome),
    )


def _limit(limit: float | None) -> str:
    return "" if limit is None else f"{limit:.3f}"


def _judged(measured: Measured) -> str:
    comparison = measured.comparison
    if comparison.budget is None:
        return "for comparison"
    if measured.missed:
        return "MISSED"
    return "beyond" if comparison.beyond is not None and measured.ratio <= comparison.beyond else "within"


def _record(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Unmeasured):
        return {"what": outcome.name, "against": outcome.against, "unmeasured": outcome.because}
    comparison = outcome.comparison
    return {
        "what": comparison.name,
        "against": comparison.against,
        "ratio": outcome.ratio,
        "budget": comparison.budget,
        "beyond": comparison.beyond,
        "missed": outcome.missed,
        "seconds": list(outcome.subject),
        "theirs": list(outcome.yardstick),
    }
