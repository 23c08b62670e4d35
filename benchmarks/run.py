"""Measure the budgets: `python -m benchmarks.run [SUBJECT …]`, all of them by default.

Exit status: 0 every budget holds, 1 one is missed, 2 bad usage, 3 something could not be measured.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.places import WORK
from benchmarks.table import as_json, as_text
from benchmarks.trial import Comparison, Measured, Outcome, Unmeasured, WrongAnswerError

SUBJECTS = (
    "starting",
    "writing",
    "proving",
    "judging",
    "checking",
    "applying",
    "deciding",
    "lab",
    "pulling",
    "drawing",
    "diagnosing",
)
RESULTS = WORK / "results.json"


def outcomes_of(subject: str) -> Iterator[Outcome]:
    """Measure one subject; what fails on the way is an outcome too."""
    module = importlib.import_module(f"benchmarks.{subject}")
    for comparison in module.comparisons():
        if not isinstance(comparison, Comparison):
            yield comparison
            continue
        sys.stderr.write(f"measuring {comparison.name} against {comparison.against}\n")
        try:
            yield comparison.measure()
        except WrongAnswerError as wrong:
            sys.stderr.write(f"{wrong}\n")
            yield Unmeasured(name=comparison.name, against=comparison.against, because=str(wrong))


def status_of(outcomes: list[Outcome]) -> int:
    """Return the exit status: a missed budget weighs more than one that is not known."""
    if any(isinstance(outcome, Measured) and outcome.missed for outcome in outcomes):
        return 1
    return 3 if not outcomes or any(isinstance(outcome, Unmeasured) for outcome in outcomes) else 0


def main(arguments: list[str]) -> int:
    """Measure what is asked for, print the table, write the JSON."""
    unknown = [name for name in arguments if name not in SUBJECTS]
    if unknown:
        sys.stderr.write(f"error: no benchmark is called `{unknown[0]}`; there are {', '.join(SUBJECTS)}\n")
        return 2
    outcomes = [outcome for subject in arguments or SUBJECTS for outcome in outcomes_of(subject)]
    WORK.mkdir(parents=True, exist_ok=True)
    Path(RESULTS).write_text(json.dumps(as_json(outcomes), indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(as_text(outcomes))
    sys.stderr.write(f"every run is in {RESULTS.relative_to(WORK.parents[1])}\n")
    return status_of(outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
