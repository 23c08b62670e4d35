"""Starting, finding and ending real sandboxes."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure
from sealane.sandbox import daemon, group, record

START = "from sealane.sandbox import daemon; print(daemon.start().instance)"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Give an environment with a runtime folder of its own, and leave nothing running in it."""
    environ = {**os.environ, "SEALANE_SANDBOX_DIR": str(tmp_path / "sandbox")}
    yield environ
    daemon.stop(environ)


def test_a_sandbox_lives_from_start_to_stop(here: dict[str, str]) -> None:
    """Start gives it, a second start gives the same one, stop ends its process, a second stop finds nothing."""
    assert daemon.running(here) is None
    first = daemon.start(here)
    assert daemon.start(here) == first == daemon.running(here)
    assert os.getsid(first.pid) == os.getpgid(first.pid) == first.pid != os.getsid(0)
    assert daemon.stop(here) == first
    assert not group.alive(first.pid)
    assert daemon.running(here) is None
    assert daemon.stop(here) is None
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", first.port), timeout=5)


def test_concurrent_starts_give_one_server(here: dict[str, str]) -> None:
    """Four commands that start at the same moment are told the same instance, and leave it running without a word."""
    start = [sys.executable, "-W", "default::ResourceWarning", "-c", START]
    starts = [
        subprocess.Popen(start, env=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    told = {process.communicate(timeout=60) for process in starts}
    assert told == {(f"{found.instance}\n", "") for found in [daemon.running(here)] if found}


def test_what_the_sandbox_keeps_is_private(here: dict[str, str]) -> None:
    """The folder is its owner's, and so is every file in it."""
    daemon.start(here)
    folder = Path(here["SEALANE_SANDBOX_DIR"])
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {f.stat().st_mode & 0o077 for f in folder.iterdir()} == {0}


def test_a_record_of_a_killed_server_is_noticed(here: dict[str, str]) -> None:
    """After SIGKILL nothing is running, and the next start makes a new instance."""
    first = daemon.start(here)
    os.kill(first.pid, signal.SIGKILL)
    while group.alive(first.pid):
        time.sleep(0.01)
    assert daemon.running(here) is None
    assert daemon.start(here).instance != first.instance


def test_a_process_that_is_not_ours_is_left_alone(here: dict[str, str]) -> None:
    """A record whose process identifier now belongs to someone else is stale, and that process is not ended."""
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        first = daemon.start(here)
        daemon.stop(here)
        folder = Path(here["SEALANE_SANDBOX_DIR"])
        record.write(folder, dataclasses.replace(first, pid=stranger.pid))
        assert daemon.running(here) is None
        assert daemon.stop(here) is None
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_another_server_on_the_port_is_not_taken_for_ours(here: dict[str, str]) -> None:
    """A record that points at another sandbox's port is not believed."""
    first = daemon.start(here)
    folder = Path(here["SEALANE_SANDBOX_DIR"])
    record.write(folder, dataclasses.replace(first, instance="another"))
    assert daemon.running(here) is None
    record.write(folder, first)
    assert daemon.running(here) == first


def test_interrupting_the_terminal_does_not_end_it(here: dict[str, str]) -> None:
    """SIGINT and SIGHUP to the server do nothing; SIGTERM ends it."""
    first = daemon.start(here)
    for number in (signal.SIGINT, signal.SIGHUP):
        os.killpg(first.pid, number)
    time.sleep(0.2)
    assert daemon.running(here) == first
    os.killpg(first.pid, signal.SIGTERM)
    deadline = time.monotonic() + 10
    while group.alive(first.pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert daemon.running(here) is None


def test_it_survives_the_command_that_started_it(here: dict[str, str]) -> None:
    """A server started by a process that is killed at once comes up and is found."""
    starter = subprocess.Popen([sys.executable, "-c", START], env=here)
    log = record.log_file(Path(here["SEALANE_SANDBOX_DIR"]))
    while not log.exists():
        time.sleep(0.001)
    time.sleep(0.05)
    starter.kill()
    starter.wait()
    with contextlib.suppress(FileNotFoundError):
        assert daemon.start(here) == daemon.running(here)


def test_a_server_that_does_not_answer_is_said_so(here: dict[str, str]) -> None:
    """A stopped process is neither running nor gone: the message names the way out, and stop ends it."""
    first = daemon.start(here)
    os.kill(first.pid, signal.SIGSTOP)
    with pytest.raises(EnvironmentFailure, match="sandbox-unresponsive"):
        daemon.running(here)
    assert daemon.stop(here) == first
    assert not group.alive(first.pid)


def test_a_server_that_fails_shows_its_last_words(here: dict[str, str], tmp_path: Path) -> None:
    """When the server cannot even be imported, the problem carries the end of the log."""
    (tmp_path / "moto").mkdir()
    (tmp_path / "moto" / "__init__.py").write_text("raise RuntimeError('moto is broken today')")
    with pytest.raises(EnvironmentFailure) as raised:
        daemon.start({**here, "PYTHONPATH": str(tmp_path)})
    (problem,) = raised.value.problems
    assert problem.code == "sandbox-start-failed"
    assert "moto is broken today" in dict(problem.facts)["last lines"]
    assert daemon.running(here) is None


def test_without_moto_the_command_that_installs_it_is_named() -> None:
    """An interpreter that cannot see moto gets the exact pip command."""
    code = (
        "import sys; sys.modules['moto'] = None\n"
        "from sealane.sandbox import daemon; from sealane.errors import EnvironmentFailure\n"
        "try: daemon.start({'HOME': '/nonexistent'})\n"
        "except EnvironmentFailure as e: print(e.problems[0].code, e.problems[0].hint)"
    )
    got = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert got.stdout.startswith("sandbox-not-installed install it with `"), got.stderr
    assert "-m pip install 'sealane[sandbox]'`" in got.stdout
