"""The decisions that are measured are many, various and the same whichever way they are asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import simulator
from benchmarks.deciding import Decider, Ground
from benchmarks.deciding_mix import mix
from benchmarks.deciding_ours import answers_of
from benchmarks.places import PYTHON
from benchmarks.trial import WrongAnswerError

_MIX = mix()


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """Return requests written into a folder."""
    return Ground(tmp_path)


def test_both_ways_give_the_same_answers() -> None:
    """To ask and to be told is the same, and every answer comes many times."""
    asked = answers_of(_MIX, "asked")
    assert asked == answers_of(_MIX, "told")
    assert {answer for answer in asked if asked.count(answer) > 500} == {"allowed", "denied", "denied explicitly"}


def test_the_mix_asks_of_everything() -> None:
    """Every layer, several services, many roles and a condition of each kind the budget speaks of take part."""
    requests, text = _MIX["requests"], json.dumps(_MIX["documents"])
    assert all(any(raw[layer] is not None for raw in requests) for layer in ("policy", "endpoint"))
    assert any(role["boundary"] is not None for role in _MIX["roles"])
    assert all(role["scps"] and role["rcps"] for role in _MIX["roles"])
    assert len({raw["action"].partition(":")[0] for raw in requests}) >= 8
    assert len({role["arn"] for role in _MIX["roles"]}) == len(_MIX["roles"]) >= 500
    assert all(
        word in text for word in ("aws:SourceVpce", "ArnNotLike", "${aws:PrincipalTag/team}", "NotEqualsIfExists")
    )


def test_answers_must_agree(ground: Ground) -> None:
    """A side that gives one other answer, or one too few, has no time; equal answers pass."""
    right = ["allowed"] * ground.requests
    ground.check("ours", right)
    ground.check("theirs", list(right))
    with pytest.raises(WrongAnswerError, match="is denied for theirs and allowed for ours"):
        ground.check("theirs", ["denied", *right[1:]])
    with pytest.raises(WrongAnswerError, match="gave 1 answers"):
        ground.check("theirs", ["allowed"])


def test_the_last_round_counts(ground: Ground) -> None:
    """A side's time is what it says of its last round, once it has warmed up."""
    answers = ["allowed"] * ground.requests
    program = f"import json, sys; json.dump({{'seconds': [9.0, 0.5], 'answers': {answers}}}, open(sys.argv[1], 'w'))"
    side = Decider(ground=ground, name="made-up", command=(PYTHON, "-c", program), folder=ground.folder)
    assert side.seconds() == 0.5
    assert ground.answers == {"made-up": answers}


def test_the_other_side_cannot_be_had(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without Node.js nothing is installed and the reason is told."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(simulator.UnavailableError, match=r"Node\.js and npm are not on PATH"):
        simulator.folder()


def test_the_lock_pins_what_is_asked_for() -> None:
    """The lock names the version that is asked for, each package by its content and none by a place to get it from."""
    asked = json.loads((simulator.SOURCE / "package.json").read_text())["dependencies"]
    packages = json.loads((simulator.SOURCE / "package-lock.json").read_text())["packages"]
    for name, version in asked.items():
        assert packages[f"node_modules/{name}"]["version"] == version
    assert all("integrity" in package and "resolved" not in package for place, package in packages.items() if place)
