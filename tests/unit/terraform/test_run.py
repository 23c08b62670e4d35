"""Running one command, with small programs standing where Terraform would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure
from sealane.terraform.events import Event, Other, StageDone, StageStarted, unobserved
from sealane.terraform.interrupts import Interrupts
from sealane.terraform.run import Command, run
from sealane.terraform.tail import Tail


def command(folder: Path, program: str, *, streams: bool = True) -> Command:
    """Return a command that runs the Python program."""
    return Command(
        stage="apply",
        arguments=(sys.executable, "-c", program),
        folder=folder,
        environ=dict(os.environ),
        log=folder / "apply.jsonl",
        streams=streams,
    )


def texts(events: list[Event]) -> list[str]:
    """Return the plain lines among events."""
    return [event.message for event in events if isinstance(event, Other)]


def test_events_come_while_it_runs(tmp_path: Path) -> None:
    """A line is given when it is written, between the stage's start and end, and the status is told."""
    program = "import time; print('one', flush=True); time.sleep(0.6); print('two'); raise SystemExit(7)"
    at: dict[str, float] = {}
    events: list[Event] = []

    def observer(event: Event) -> None:
        events.append(event)
        at[event.message] = time.monotonic()

    finished = run(command(tmp_path, program), interrupts=Interrupts("x"), observer=observer)
    assert (type(events[0]), type(events[-1])) == (StageStarted, StageDone)
    assert texts(events) == ["one", "two"]
    assert at["two"] - at["one"] > 0.3
    assert (finished.status, texts(list(finished.events))) == (7, ["one", "two"])


def test_output_files_are_private(tmp_path: Path) -> None:
    """What Terraform prints and writes is readable by the user alone."""
    program = "import sys; open('state', 'w').write('x'); sys.stderr.write('oh')"
    finished = run(command(tmp_path, program), interrupts=Interrupts("x"), observer=unobserved)
    assert finished.stderr == "oh"
    for name in ("state", "apply.jsonl", "apply.jsonl.stderr"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0, name


def test_an_observer_that_fails_does_not_stop_the_work(tmp_path: Path) -> None:
    """Terraform runs to its end although nobody can listen any more; then the error is raised."""

    def observer(event: Event) -> None:
        if isinstance(event, Other):
            raise BrokenPipeError(event.message)

    program = "import time; print('one', flush=True); time.sleep(0.3); open('done', 'w').close()"
    with pytest.raises(BrokenPipeError):
        run(command(tmp_path, program), interrupts=Interrupts("x"), observer=observer)
    assert (tmp_path / "done").exists()


def test_a_document_is_not_read_as_events(tmp_path: Path) -> None:
    """A command whose output is one document leaves it in the file."""
    events: list[Event] = []
    document = command(tmp_path, "print('{}')", streams=False)
    run(document, interrupts=Interrupts("x"), observer=events.append)
    assert [type(event) for event in events] == [StageStarted, StageDone]
    assert document.log.read_text() == "{}\n"


def test_a_line_is_given_once_and_whole(tmp_path: Path) -> None:
    """Half a line waits for its end; a last line without an end is given when the writer is gone."""
    path = tmp_path / "log"
    path.write_bytes(b"")
    with Tail(path) as tail, path.open("ab", buffering=0) as out:
        out.write(b"fir")
        assert texts(list(tail.events())) == []
        out.write(b"st\n\nsecond\nthi")
        assert texts(list(tail.events())) == ["first", "second"]
        out.write(b"rd")
        assert texts(list(tail.last())) == ["third"]
        assert texts(list(tail.last())) == []


# Creates a resource for some seconds, and writes down every signal it gets.
TERRAFORM = """
import json, signal, sys, time
signals = []
signal.signal(signal.SIGINT, lambda *_: signals.append(time.time()))
def say(kind, **hook):
    resource = {"addr": "aws_vpc.main", "resource_type": "aws_vpc"}
    print(json.dumps({"type": kind, "hook": {"resource": resource, "action": ACTION, **hook}}), flush=True)
say("apply_start")
time.sleep(1.5)
ended = time.time()
say("apply_complete", elapsed_seconds=1)
limit = time.time() + 10
while not signals and time.time() < limit:
    time.sleep(0.01)
time.sleep(0.3)
open("signals.json", "w").write(json.dumps({"signals": signals, "ended": ended}))
"""
DRIVER = """
import os, sys
from pathlib import Path
from sealane.errors import EnvironmentFailure
from sealane.terraform.events import ResourceStarted, Stopping
from sealane.terraform.interrupts import Interrupts
from sealane.terraform.run import Command, run
folder = Path(sys.argv[1])
def observer(event):
    if isinstance(event, ResourceStarted):
        print("started", flush=True)
    if isinstance(event, Stopping):
        print("stopping", event.times, *event.waiting_for, flush=True)
command = Command(stage="apply", arguments=(sys.executable, "-c", sys.argv[2]), folder=folder,
                  environ=dict(os.environ), log=folder / "apply.jsonl")
with Interrupts("sealane apply") as interrupts:
    try:
        run(command, interrupts=interrupts, observer=observer)
    except EnvironmentFailure as failure:
        print(failure.problems[0].code, failure.problems[0].hint, flush=True)
"""


def stop(folder: Path, action: str, *numbers: signal.Signals) -> tuple[list[str], dict[str, object]]:
    """Send signals to a driver while its Terraform works; return what the driver said and what Terraform got."""
    program = f"ACTION = {action!r}\n{TERRAFORM}"
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(folder), program], stdout=subprocess.PIPE, text=True
    ) as driver:
        assert driver.stdout
        assert driver.stdout.readline() == "started\n"
        for number in numbers:
            driver.send_signal(number)
            time.sleep(0.3)
        said = driver.stdout.read().splitlines()
    return said, json.loads((folder / "signals.json").read_text())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_waits_for_a_creation_under_way(tmp_path: Path, number: signal.Signals) -> None:
    """Terraform gets one SIGINT, after AWS has answered the creation, and the command that goes on is told."""
    said, got = stop(tmp_path, "create", number)
    assert said == ["stopping 1 aws_vpc.main", "interrupted go on with `sealane apply`"]
    signals, ended = got["signals"], got["ended"]
    assert isinstance(signals, list)
    assert len(signals) == 1
    assert isinstance(ended, float)
    assert signals[0] >= ended


def test_a_stop_does_not_wait_for_a_deletion(tmp_path: Path) -> None:
    """A deletion that is aborted loses nothing, so SIGINT is sent at once."""
    _, got = stop(tmp_path, "delete", signal.SIGINT)
    signals, ended = got["signals"], got["ended"]
    assert isinstance(signals, list)
    assert isinstance(ended, float)
    assert signals[0] < ended


def test_the_second_request_never_reaches_terraform(tmp_path: Path) -> None:
    """On a second SIGINT Terraform would drop everything, so it is told to the user only."""
    said, got = stop(tmp_path, "delete", signal.SIGINT, signal.SIGINT, signal.SIGTERM)
    assert [line.split()[:2] for line in said[:3]] == [["stopping", "1"], ["stopping", "2"], ["stopping", "3"]]
    assert isinstance(got["signals"], list)
    assert len(got["signals"]) == 1


def test_without_a_terraform_at_work_a_stop_is_at_once() -> None:
    """Between commands the signal ends the verb, and the handlers before are given back."""
    before = signal.getsignal(signal.SIGTERM)
    with Interrupts("sealane apply"), pytest.raises(EnvironmentFailure) as caught:
        signal.raise_signal(signal.SIGTERM)
    assert caught.value.problems[0].code == "interrupted"
    assert signal.getsignal(signal.SIGTERM) is before
