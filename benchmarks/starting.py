"""How long the command takes to say what it is, against an interpreter that does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.places import PYTHON, SEALANE
from benchmarks.trial import Comparison, Trial

_BUDGETS = {"--version": 2.0, "--help": 5.0}


def comparisons() -> Iterator[Comparison]:
    """Yield one comparison for each option that is answered before any verb is known."""
    for option, budget in _BUDGETS.items():
        yield Comparison(
            name=f"sealane {option}",
            against="python -c pass",
            subject=Trial(commands=((SEALANE, option),)),
            yardstick=Trial(commands=((PYTHON, "-c", "pass"),)),
            repetitions=21,
            budget=budget,
        )
