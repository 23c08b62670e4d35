"""`diagnose` as a command: what it takes, and its exit status."""

from __future__ import annotations

import io
import json

import pytest

from sealane.cli.program import answer
from sealane.errors import InputError

LOGIN = "ResourceInitializationError: unable to pull secrets or registry auth"
TAG = "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64'"


def test_a_message_that_leaves_several_causes_is_undecided(capsys: pytest.CaptureFixture[str]) -> None:
    """Possible causes are no answer that a script may rely on; a message that names its one cause is."""
    assert answer(["diagnose", "--message", LOGIN]) == 3
    assert "endpoint-missing" in capsys.readouterr().out
    assert answer(["diagnose", "--message", TAG, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["causes"][0]["cause"] == "image-platform-mismatch"


def test_a_message_is_read_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash takes what is pasted; nothing pasted is a problem of the input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{TAG}\n"))
    assert answer(["diagnose", "--message", "-"]) == 1
    assert "image-platform-mismatch" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    with pytest.raises(InputError) as caught:
        answer(["diagnose", "--message", "-"])
    assert caught.value.problems[0].code == "diagnosis-unclear"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("dir", "--capture", "dir"),
        ("--message", LOGIN, "--config", "infra"),
        ("--message", LOGIN, "--task", "arn:aws:ecs:us-east-1:1:task/a/b"),
    ],
)
def test_what_is_not_clear_is_refused_with_commands(words: tuple[str, ...]) -> None:
    """Nothing, two sources, and a message beside a task are one problem each, with what would be right."""
    with pytest.raises(InputError) as caught:
        answer(["diagnose", *words])
    (problem,) = caught.value.problems
    assert problem.code == "diagnosis-unclear"
    assert "sealane diagnose --message" in problem.hint


def test_a_capture_that_is_not_there_is_refused() -> None:
    """A path that leads nowhere is a problem of the input."""
    with pytest.raises(InputError):
        answer(["diagnose", "--capture", "nowhere-at-all"])
