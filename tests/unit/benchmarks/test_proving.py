"""A time of a proof counts only when its answers are right, and every kind of fault is among what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import judging, proving
from benchmarks.judging import Rejudging
from benchmarks.places import PYTHON
from benchmarks.plans import WOUNDS
from benchmarks.proving import Ground, Peak, wounds_of
from benchmarks.trial import WrongAnswerError


def test_wounds_of_a_large_plan_are_of_every_kind() -> None:
    """A thousand services are hurt in every way, twice, no service or network more than once."""
    wounds = wounds_of(1000)
    assert {name for _, name in wounds} == set(WOUNDS)
    assert len(wounds) == 2 * len(WOUNDS) == len({(WOUNDS[name].network, place) for place, name in wounds})


def test_right_answers_pass(tmp_path: Path) -> None:
    """Of a small plan every fault is found with its cause, and nothing on what is whole."""
    Ground(folder=tmp_path).check(40)


def test_wrong_answers_have_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cause that is not found, or another one in its place, is told and not timed."""
    monkeypatch.setattr(proving, "causes_of", lambda *_: {"module.service_39.aws_ecs_service.this": frozenset({"x"})})
    with pytest.raises(WrongAnswerError, match="are judged wrongly"):
        Ground(folder=tmp_path).check(40)


def test_memory_of_a_process_is_its_own() -> None:
    """A hundred megabytes are told as such, however much this process has; a process that fails has no answer."""
    mine = b"x" * 300_000_000
    code = "text = b'x' * 100_000_000"
    assert 100 < Peak(command=(PYTHON, "-c", code)).seconds() < 200 < len(mine) / 1e6
    with pytest.raises(WrongAnswerError, match="ended with 3"):
        Peak(command=(PYTHON, "-c", "raise SystemExit(3)")).seconds()


def test_judging_again_is_held_to_a_new_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every proof is that of its own world, and one that is not has no time."""
    monkeypatch.setattr(judging, "_CHANGES", 3)
    assert Rejudging(closes=True, services=21).seconds() > 0
    wrong = Rejudging(closes=False, services=21)
    monkeypatch.setattr(judging, "prove", lambda _: None)
    with pytest.raises(WrongAnswerError, match="read anew"):
        wrong.seconds()
