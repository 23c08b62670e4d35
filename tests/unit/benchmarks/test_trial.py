"""A comparison alternates its sides, and a wrong answer is never a time."""

from __future__ import annotations

import sys
import time

import pytest

from benchmarks.trial import Comparison, Measured, Trial, WrongAnswerError, ordinary_environment

_IDLE = Trial(commands=((sys.executable, "-c", "pass"),))


def comparison(subject: Trial, yardstick: Trial, budget: float | None = 1.0) -> Comparison:
    """Put two trials side by side, three runs for the record."""
    return Comparison(name="a", against="b", subject=subject, yardstick=yardstick, repetitions=3, budget=budget)


def test_sides_take_turns() -> None:
    """After one warm-up each, both sides run as often as asked and each goes first in turn."""
    order: list[str] = []
    subject = Trial(commands=(), before=lambda: order.append("ours"))
    yardstick = Trial(commands=(), before=lambda: order.append("theirs"))
    measured = comparison(subject, yardstick).measure()
    assert order == ["ours", "theirs", "ours", "theirs", "theirs", "ours", "ours", "theirs"]
    assert (len(measured.subject), len(measured.yardstick)) == (3, 3)


def test_only_commands_are_timed() -> None:
    """What a command sleeps counts, and what making the ground even or checking takes does not."""
    sleepy = Trial(commands=((sys.executable, "-c", "import time; time.sleep(0.2)"),))
    assert sleepy.seconds() >= 0.2
    assert Trial(commands=(), before=lambda: time.sleep(0.2), after=lambda: time.sleep(0.2)).seconds() < 0.2


def test_failed_command_is_a_wrong_answer() -> None:
    """A command that fails names itself, its exit status and what it said; one that works does not raise."""
    failing = Trial(commands=((sys.executable, "-c", "import sys; sys.exit('no such luck')"),))
    with pytest.raises(WrongAnswerError, match=r"ended with 1:\nno such luck"):
        failing.seconds()
    assert _IDLE.seconds() > 0


def test_check_after_the_run_can_refuse() -> None:
    """A trial whose result is not what it should be has no time."""

    def refuse() -> None:
        msg = "one service is missing"
        raise WrongAnswerError(msg)

    with pytest.raises(WrongAnswerError, match="one service is missing"):
        comparison(Trial(commands=(), after=refuse), _IDLE).measure()


@pytest.mark.parametrize(
    ("budget", "missed"),
    [(1.9, True), (2.0, False), (None, False)],
)
def test_ratio_of_medians_is_held_to_the_budget(budget: float | None, *, missed: bool) -> None:
    """One slow run changes nothing, the budget itself is allowed, and without a budget nothing is missed."""
    measured = Measured(
        comparison=comparison(_IDLE, _IDLE, budget), subject=(2.0, 2.0, 90.0), yardstick=(1.0, 1.0, 0.1)
    )
    assert measured.ratio == 2.0
    assert measured.missed is missed


def test_environment_is_that_of_a_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled modules may be kept and Terraform calls nobody, whatever this process was told."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("SOMETHING_ELSE", "kept")
    environ = ordinary_environment()
    assert "PYTHONDONTWRITEBYTECODE" not in environ
    assert environ["SOMETHING_ELSE"] == "kept"
    assert environ["CHECKPOINT_DISABLE"] == "1"
