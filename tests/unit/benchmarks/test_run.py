"""The table and the exit status say what was measured, what was missed, and what nobody knows."""

from __future__ import annotations

import pytest

from benchmarks.run import main, status_of
from benchmarks.table import as_json, as_text
from benchmarks.trial import Comparison, Measured, Outcome, Trial, Unmeasured
from benchmarks.writing import SERVICES, spec_of
from sealane.spec.load import load

_NOTHING = Trial(commands=())
_UNKNOWN = Unmeasured(name="writing", against="the other", because="no Node.js\nat all")


def measured(ours: float, budget: float | None = 2.0, beyond: float | None = None) -> Measured:
    """Return an outcome in which the other side took one second."""
    sides = Comparison(
        name="starting",
        against="nothing",
        subject=_NOTHING,
        yardstick=_NOTHING,
        repetitions=1,
        budget=budget,
        beyond=beyond,
    )
    return Measured(comparison=sides, subject=(ours,), yardstick=(1.0,))


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ([measured(1.0)], 0),
        ([measured(3.0)], 1),
        ([measured(1.0), _UNKNOWN], 3),
        ([_UNKNOWN, measured(3.0)], 1),
        ([], 3),
    ],
    ids=["within", "missed", "unknown", "missed-and-unknown", "nothing"],
)
def test_exit_status(outcomes: list[Outcome], status: int) -> None:
    """A missed budget is 1, an unknown one 3 and never 0, and a missed one weighs more."""
    assert status_of(outcomes) == status


def test_table_judges_each_line() -> None:
    """Each line ends with its judgement, and what was not measured says why in one line."""
    outcomes: list[Outcome] = [
        measured(1.5),
        measured(1.5, beyond=1.6),
        measured(2.5),
        measured(9.0, budget=None),
        _UNKNOWN,
    ]
    ends = [line.rsplit("  ", 1)[-1].strip() for line in as_text(outcomes).splitlines()[1:]]
    assert ends == ["within", "beyond", "MISSED", "for comparison", "not measured: no Node.js"]


def test_json_keeps_every_run() -> None:
    """The JSON carries the single runs and the ratio, and for an unknown the whole reason."""
    first, second = as_json([measured(2.5), _UNKNOWN])["outcomes"]
    assert (first["ratio"], first["missed"], first["seconds"], first["theirs"]) == (2.5, True, [2.5], [1.0])
    assert second["unmeasured"] == "no Node.js\nat all"


def test_unknown_subject_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A subject that does not exist is bad usage, and the message names those that do."""
    assert main(["flying"]) == 2
    said = capsys.readouterr().err
    assert "no benchmark is called `flying`; there are starting, writing, proving, judging, checking" in said


def test_measured_spec_is_a_real_one() -> None:
    """The spec that is measured loads and holds as many services as the budget speaks of."""
    assert len(load(spec_of(SERVICES), "sealane.yaml").spec.services) == SERVICES == 100
