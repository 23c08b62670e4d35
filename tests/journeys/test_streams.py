"""Data on stdout, talk on stderr, colour where it is wanted, and readers that go away."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import subprocess
import termios
import time
from collections.abc import Callable

import pytest

from tests.journeys.traveller import REGION, SEALANE, Traveller

COLOUR = "\x1b[1m"
SHOW, HIDE = "\x1b[?25h", "\x1b[?25l"


def at_a_terminal(person: Traveller, *arguments: str, press: Callable[[str], bytes] = lambda _: b"") -> tuple[int, str]:
    """Run a command with a terminal for all its streams; `press` is asked after each piece which keys to press."""
    ours, theirs = pty.openpty()
    environ = {**person.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    command = [SEALANE, *arguments]
    with subprocess.Popen(
        command,
        cwd=person.folder,
        env=environ,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        # Only the terminal that a session calls its own turns Ctrl-C into a signal.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no thread runs here
    ) as process:
        os.close(theirs)
        shown = ""
        try:
            while piece := os.read(ours, 65536):
                shown += piece.decode(errors="replace")
                if keys := press(shown):
                    os.write(ours, keys)
        except OSError:
            pass  # the other side has ended
        finally:
            os.close(ours)
    return process.returncode, shown


def test_a_plan_in_every_surrounding(person: Traveller) -> None:
    """A pipe gets JSON alone, a forced or real terminal colour, a narrow one no less, and the cursor comes back."""
    person.must("init", "--region", REGION)
    piped = subprocess.run(
        ["/bin/sh", "-c", f"{SEALANE} plan --sandbox --format json | cat"],
        cwd=person.folder,
        env=dict(person.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    document = json.loads(piped.stdout)
    assert (document["schema"], len(document["changes"])) == ("sealane/plan/1", 23)
    assert "planning" in piped.stderr
    assert "\x1b" not in piped.stdout + piped.stderr
    status, shown = at_a_terminal(person, "plan", "--sandbox")
    assert status == 0
    assert COLOUR in shown
    assert "23 to add" in shown
    assert shown.rfind(SHOW) >= shown.rfind(HIDE)
    asked, shown = at_a_terminal(person, "apply", "--sandbox", press=_say_no())
    assert asked == 0
    assert "Type yes to go on" in shown
    assert "nothing was changed" in shown
    assert "applying" not in shown


def _say_no() -> Callable[[str], bytes]:
    said: list[str] = []

    def press(shown: str) -> bytes:
        if "go on" in shown and not said:
            said.append("no")
            return b"no\n"
        return b""

    return press


def test_a_live_apply_is_interrupted_and_resumed(person: Traveller) -> None:
    """Ctrl-C in a live apply shows that it stops, gives the cursor back, and names the way on, which then works."""
    person.must("init", "--region", REGION)
    pressed: list[float] = []

    def press(shown: str) -> bytes:
        if HIDE in shown and "creating aws_vpc.main" in shown and not pressed:
            pressed.append(time.monotonic())
            return b"\x03"
        return b""

    status, shown = at_a_terminal(person, "apply", "--sandbox", "--yes", "--no-watch", press=press)
    assert pressed
    assert status == 3
    assert "stopping: Terraform finishes what it is doing" in shown
    assert shown.rfind(SHOW) > shown.rfind(HIDE)
    assert "[interrupted]" in shown
    done = person.must("apply", "--sandbox", "--yes", "--no-watch")
    assert 0 < int(re.findall(r"done: (\d+) added", done.out)[0]) < 23
    assert "no changes" in person.must("plan", "--sandbox").out


def test_colour_and_width(nobody: Traveller) -> None:
    """`FORCE_COLOR` colours a pipe, `NO_COLOR` wins, and 40 columns cut no service name."""
    nobody.must("init", "--region", REGION)
    assert COLOUR in nobody.must("endpoints", FORCE_COLOR="1").out
    for plain in ({}, {"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
        assert "\x1b" not in nobody.must("endpoints", **plain).out
    wide, narrow = (nobody.must("endpoints", COLUMNS=columns).out for columns in ("100", "40"))
    assert wide != narrow
    for name in ("ecr.api", "ecr.dkr", "logs", "s3"):
        assert f"com.amazonaws.{REGION}.{name}\n" in narrow + "\n"
    assert set(wide.split()) == set(narrow.split()) | set(wide.split()[:4])


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("command", ["--help", "--version", "schema", "endpoints", "policies --format json"])
def test_a_reader_that_goes_away(command: str, buffered: str, nobody: Traveller) -> None:
    """A closed pipe ends the command with status 3 and without a word; a disk that is full is said."""
    nobody.must("init", "--region", REGION)
    environ = {**nobody.environ, "PYTHONUNBUFFERED": buffered}
    reading, writing = os.pipe()
    os.close(reading)
    try:
        gone = _with_stdout(nobody, command, writing, environ)
    finally:
        os.close(writing)
    assert (gone.returncode, gone.stderr) == (3, "")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device, opened as a shell would
        failed = _with_stdout(nobody, command, full.fileno(), environ)
    assert failed.returncode == 3
    assert "[not-writable]" in failed.stderr
    assert "Traceback" not in failed.stderr


def _with_stdout(
    person: Traveller, command: str, out: int, environ: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SEALANE, *command.split()],
        cwd=person.folder,
        env=environ,
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_listeners_that_go_away_stop_no_work(person: Traveller) -> None:
    """When nobody reads the talk any more, a plan still comes to its end and its answer is whole."""
    person.must("init", "--region", REGION)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [SEALANE, "plan", "--sandbox", "--format", "json"],
            cwd=person.folder,
            env=dict(person.environ),
            stdout=subprocess.PIPE,
            stderr=writing,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["changes"]) == 23
