"""How often `watch` asks, and what it does when AWS does not answer."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import NoCredentialsError

from sealane.errors import EnvironmentFailure, InputError
from sealane.readers.capture.keeping import Keep
from sealane.readers.live.scope import Scope
from sealane.report.kept import as_json_line, beginning, ending, line, trouble
from sealane.report.style import PLAIN
from sealane.verbs.watch import Round, Watch, rounds
from tests.unit.readers.live.account_in_memory import Account, Answer, denied, door_to, error

ARN = "arn:aws:ecs:us-east-1:111122223333"
GONE = error("ClusterNotFoundException", "Cluster not found.")
TASK = {
    "taskArn": f"{ARN}:task/app/0a1b",
    "clusterArn": f"{ARN}:cluster/app",
    "group": "service:app",
    "lastStatus": "STOPPED",
    "stoppedReason": "it \x1b[31m did not start " * 20,
    "stoppedAt": "2026-01-31T23:30:00.5+01:00",
}


class Time:
    """A clock that moves as somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def clock(self) -> float:
        """Return the moment."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.waits.append(seconds)
        self.now += seconds


def watched(folder: Path, number: int, *answers: Answer, **more: Answer) -> tuple[list[Round], list[float]]:
    """Return some rounds of a watching, in which tasks are listed as told, the last answer for ever."""
    left = list(answers)

    def listed(**_: object) -> dict[str, object]:
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, Exception):
            raise answer
        return dict(answer) if isinstance(answer, dict) else {}

    time = Time()
    with Keep(folder, 1_000_000) as keep:
        known: dict[str, Answer | list[Mapping[str, Any]]] = {"ListTasks": listed, "DescribeTasks": {"tasks": [TASK]}}
        watch = Watch(door=door_to(Account({**known, **more})), scope=Scope(clusters=("app",)), keep=keep)
        found = list(islice(rounds(watch, every=60, clock=time.clock, wait=time.wait), number))
    return found, time.waits


def test_who_is_throttled_asks_less_often(tmp_path: Path) -> None:
    """Each refusal doubles the pause, up to a limit, and the first answer ends that."""
    throttled = error("ThrottlingException")
    found, waits = watched(tmp_path / "kept", 7, *[throttled] * 5, {"taskArns": []})
    assert [one.throttled for one in found] == [True] * 5 + [False] * 2
    assert waits == [120, 240, 480, 480, 480, 60]
    assert "asking less often" in trouble(found[0], PLAIN)


def test_what_may_not_be_read_is_named_and_watched_on(tmp_path: Path) -> None:
    """A missing action is told, and a task that can be seen later is kept with whatever else can be read."""
    seen = {"taskArns": [TASK["taskArn"]]}
    found, waits = watched(tmp_path / "kept", 3, denied("ecs:ListTasks"), seen)
    assert (found[0].unread, found[1].unread, waits) == (("ecs:ListTasks",), (), [60, 60])
    assert "`ecs:ListTasks`" in trouble(found[0], PLAIN)
    (kept,) = found[1].kept
    assert (kept.path.name, found[2].kept) == ("20260131T223000Z-app-app", ())
    shown = line(kept, "kept/", PLAIN)
    assert "\x1b" not in shown + as_json_line(kept, "kept/")
    assert shown.endswith("\n  sealane diagnose --capture kept/20260131T223000Z-app-app")
    assert "kept 1 task in kept" in ending([1, 0], "kept", PLAIN)
    assert "no task" in ending([0], "kept", PLAIN)
    assert "every 60 s" in beginning("app in us-east-1", 60, "kept", PLAIN)


def test_a_cluster_that_goes_is_waited_for(tmp_path: Path) -> None:
    """At the beginning it was misspelt; later it may come again."""
    with pytest.raises(InputError) as caught:
        watched(tmp_path / "kept", 1, GONE)
    assert caught.value.problems[0].code == "cluster-not-found"
    found, _ = watched(tmp_path / "kept", 3, {"taskArns": []}, GONE, {"taskArns": [TASK["taskArn"]]})
    assert [len(one.kept) for one in found] == [0, 0, 1]


def test_lost_credentials_end_the_watching(tmp_path: Path) -> None:
    """Nothing can be read without them, and whoever supervises the watching must hear of it."""
    with pytest.raises(EnvironmentFailure) as caught:
        watched(tmp_path / "kept", 2, {"taskArns": []}, NoCredentialsError())
    assert caught.value.problems[0].code == "no-credentials"


def test_a_task_that_is_about_to_end_is_kept_with_its_last_words(tmp_path: Path) -> None:
    """It is kept at once, while its interface is there, told once, and completed when it has ended."""
    states = [TASK | {"lastStatus": "DEPROVISIONING"}, TASK | {"lastStatus": "DEPROVISIONING"}, TASK]

    def described(**_: object) -> dict[str, object]:
        return {"tasks": [states.pop(0) if len(states) > 1 else states[0]]}

    found, _ = watched(tmp_path / "kept", 4, {"taskArns": [TASK["taskArn"]]}, DescribeTasks=described)
    assert [len(one.kept) for one in found] == [1, 0, 0, 0]
    (file,) = found[0].kept[0].path.glob("task-*")
    assert '"STOPPED"' in file.read_text(encoding="utf-8")
