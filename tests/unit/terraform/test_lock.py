"""One sealane at a time in a workspace, also after one was killed."""

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
from sealane.terraform.events import Adopting, Event, PlannedChange, unobserved
from sealane.terraform.interrupts import Interrupts
from sealane.terraform.lock import held, holder_of
from sealane.terraform.processes import ProcessMark, is_alive, mark
from sealane.terraform.state_lock import read_state_lock, state_locked

# Takes the lock, starts a "Terraform" that inherits it, says so, and waits to be killed.
HOLDER = """
import subprocess, sys, time
from pathlib import Path
from sealane.terraform.events import unobserved
from sealane.terraform.interrupts import Interrupts
from sealane.terraform.lock import held
from sealane.terraform.processes import mark
folder, program = Path(sys.argv[1]), sys.argv[2]
with Interrupts("go on") as interrupts, held(folder / "lock", "apply", interrupts, unobserved) as lock:
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], pass_fds=(lock.fd,), start_new_session=True
    )
    lock.tell(mark(child.pid), "apply.jsonl")
    print(child.pid, flush=True)
    time.sleep(60)
"""
LINE = (
    '{"type": "planned_change", "change": {"action": "create", '
    '"resource": {"addr": "aws_vpc.main", "resource_type": "aws_vpc"}}}'
)
ENDS_SOON = f"import time; time.sleep(1); open(__import__('sys').argv[1] + '/apply.jsonl', 'a').write('{LINE}\\n')"
# A Terraform that is gone at once, but whose own child goes on with the inherited lock.
LEAVES_A_CHILD = (
    "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(8)'], close_fds=False)"
)


def start_holder(folder: Path, program: str) -> tuple[subprocess.Popen[str], int]:
    """Start a holder with a child, and return both."""
    (folder / "apply.jsonl").write_text("")
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder), program], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return process, int(process.stdout.readline())


def end(process: subprocess.Popen[str]) -> None:
    """Kill and reap."""
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def take(folder: Path, events: list[Event] | None = None) -> None:
    """Take the lock and give it back."""
    observer = unobserved if events is None else events.append
    with Interrupts("go on") as interrupts, held(folder / "lock", "plan", interrupts, observer):
        pass


def test_the_second_is_refused_and_told_who_the_first_is(tmp_path: Path) -> None:
    """A lock held by a living sealane is refused with user, host, process, verb and time; then it can be had."""
    process, child = start_holder(tmp_path, ENDS_SOON)
    try:
        with pytest.raises(EnvironmentFailure) as caught:
            take(tmp_path)
    finally:
        end(process)
    problem = caught.value.problems[0]
    facts = dict(problem.facts)
    assert problem.code == "workspace-locked"
    assert (facts["verb"], facts["process"], facts["host"]) == ("apply", str(process.pid), os.uname().nodename)
    assert facts["user"]
    assert facts["since"].startswith("20")
    assert f"`ps -fp {process.pid}`" in problem.hint
    assert child
    take(tmp_path)


def test_the_terraform_of_a_killed_sealane_is_waited_for(tmp_path: Path) -> None:
    """When only Terraform is left, its events are shown until it ends, and then the lock is had."""
    process, child = start_holder(tmp_path, ENDS_SOON)
    end(process)
    events: list[Event] = []
    take(tmp_path, events)
    assert isinstance(events[0], Adopting)
    assert (events[0].pid, events[0].verb) == (child, "apply")
    assert [event.address for event in events if isinstance(event, PlannedChange)] == ["aws_vpc.main"]
    assert not is_alive(ProcessMark(pid=child))


def test_a_frozen_terraform_is_woken(tmp_path: Path) -> None:
    """A Terraform left frozen by a sealane that died while stopping it goes on and ends."""
    process, child = start_holder(tmp_path, ENDS_SOON)
    os.kill(child, signal.SIGSTOP)
    end(process)
    take(tmp_path)
    assert not is_alive(ProcessMark(pid=child))


def test_what_a_killed_terraform_leaves_does_not_hold_the_lock_for_ever(tmp_path: Path) -> None:
    """A provider that outlives Terraform has inherited the lock too; nobody who is named lives, so it is replaced."""
    process, child = start_holder(tmp_path, LEAVES_A_CHILD)
    while is_alive(mark(child)):
        time.sleep(0.02)
    end(process)
    began = time.monotonic()
    take(tmp_path)
    assert time.monotonic() - began < 6, "the lock was waited for, not replaced"
    take(tmp_path)


def test_the_lock_is_empty_when_nobody_holds_it(tmp_path: Path) -> None:
    """The holder is named while the lock is held and not afterwards."""
    with Interrupts("go on") as interrupts, held(tmp_path / "lock", "plan", interrupts, unobserved):
        holder = holder_of(tmp_path / "lock")
        assert holder
        assert (holder.verb, holder.process) == ("plan", mark(os.getpid()))
        assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
    assert holder_of(tmp_path / "lock") is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}', "null"])
def test_a_damaged_lock_file_names_nobody(tmp_path: Path, content: str) -> None:
    """Whatever stands in the file, reading it does not fail, and a free lock can be had."""
    (tmp_path / "lock").write_text(content)
    assert holder_of(tmp_path / "lock") is None
    take(tmp_path)


def test_a_holder_on_another_host_counts_as_alive(tmp_path: Path) -> None:
    """A process of another machine cannot be looked at from here, so its lock is respected."""
    process, _ = start_holder(tmp_path, ENDS_SOON)
    lock = tmp_path / "lock"
    lock.write_text(json.dumps(json.loads(lock.read_text()) | {"host": "elsewhere"}))
    end(process)
    with pytest.raises(EnvironmentFailure) as caught:
        take(tmp_path)
    assert dict(caught.value.problems[0].facts)["host"] == "elsewhere"


def test_a_process_id_used_again_is_another_process() -> None:
    """A process is known by its start as well as its number."""
    own = mark(os.getpid())
    assert is_alive(own)
    assert not is_alive(ProcessMark(pid=own.pid, started=own.started + 1))
    assert not is_alive(ProcessMark(pid=0))


BUCKET_LOCK = """Error message: operation error S3: PutObject, https response error
StatusCode: 412, api error PreconditionFailed: At least one condition did not hold
Lock Info:
  ID:        bcb7de4c-84b1-e37c-66a6-ecfc92910d4c
  Path:      tfstate/a/terraform.tfstate
  Operation: OperationTypeApply
  Who:       anna@build-7
  Version:   1.11.4
  Created:   2026-11-23 15:51:51.49 +0000 UTC
  Info:


Terraform acquires a state lock to protect the state from being written
"""


def test_a_state_lock_in_a_bucket_is_explained() -> None:
    """Its holder is named, and the command that releases it when that Terraform was killed."""
    lock = read_state_lock(BUCKET_LOCK)
    assert (lock.who, lock.operation, lock.path) == ("anna@build-7", "apply", "tfstate/a/terraform.tfstate")
    problem = state_locked(BUCKET_LOCK, command="terraform", folder=Path("/w"), resume="sealane apply")
    assert problem.code == "state-locked"
    assert "anna@build-7" in problem.what
    assert f"`terraform -chdir=/w force-unlock {lock.id}`" in problem.hint
    assert "killed" in dict(problem.facts)["note"]


def test_a_local_state_lock_is_waited_for_and_not_released() -> None:
    """A lock on a local file goes with its holder, so nobody is sent to break it."""
    text = (
        "Error message: resource temporarily unavailable\nLock Info:\n  ID: 1\n  Path: terraform.tfstate\n  Who: a@b\n"
    )
    problem = state_locked(text, command="terraform", folder=Path("/w"), resume="sealane apply")
    assert "force-unlock" not in problem.hint
    assert "note" not in dict(problem.facts)
