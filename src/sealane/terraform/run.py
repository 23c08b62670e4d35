"""One Terraform command as a child process that outlives any accident of its parent.

What Terraform writes goes to a file and is read from there. A pipe would break when sealane is killed,
and Terraform would then die of SIGPIPE in the middle of an apply, losing what it was about to write into the state.
"""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sealane.terraform.events import Diagnostic, Event, Observer, StageDone, StageStarted
from sealane.terraform.interrupts import GentleStop, Interrupts
from sealane.terraform.tail import Tail

_POLL_SECONDS = 0.04
# The child writes down its own process id before it becomes Terraform: sealane may be killed before it can.
_NAME_YOURSELF = ("/bin/sh", "-c", 'printf %s "$$" >"$0" && exec "$@"')
# Files that Terraform creates hold secrets: plans, states, crash logs.
PRIVATE = 0o077


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What to start and where its output goes.

    Attributes:
        stage: `init`, `plan`, `show`, `apply`: how it is called in events.
        arguments: the whole command line.
        folder: the working directory.
        environ: the whole environment.
        log: the file for standard output; standard error and the process id go beside it.
        pass_fds: descriptors the child inherits.
        streams: whether standard output is an event stream to be followed, or a document.

    """

    stage: str
    arguments: Sequence[str]
    folder: Path
    environ: Mapping[str, str]
    log: Path
    pass_fds: tuple[int, ...] = ()
    streams: bool = True

    @property
    def error_log(self) -> Path:
        """The file for standard error."""
        return self.log.with_name(self.log.name + ".stderr")

    @property
    def pid_file(self) -> Path:
        """The file that names the process, also when nobody else could."""
        return pid_file(self.log)


def pid_file(log: Path) -> Path:
    """Return the file with the id of the process that writes to the log."""
    return log.with_name(log.name + ".pid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How a command ended: its exit status, its diagnostics, all its events, its standard error."""

    status: int
    diagnostics: tuple[Diagnostic, ...]
    events: tuple[Event, ...]
    stderr: str
    elapsed: float


def run(
    command: Command, *, interrupts: Interrupts, observer: Observer, started: Callable[[int], None] | None = None
) -> Finished:
    """Run to the end, handing each event to `observer` as it comes; `started` gets the process id.

    An observer that fails does not stop Terraform: its error is raised when Terraform has ended.

    Raises:
        EnvironmentFailure: `interrupted`, when a stop was asked for.

    """
    began = time.monotonic()
    following = _Following(observer)
    following.tell(StageStarted(at=time.time(), stage=command.stage))
    interrupts.working = True
    try:
        process = _start(command)
        if started:
            started(process.pid)
        with Tail(command.log) as tail:
            _follow(process, command, tail, following, interrupts)
    finally:
        interrupts.working = False
    elapsed = time.monotonic() - began
    following.tell(StageDone(at=time.time(), stage=command.stage, elapsed=elapsed, status=process.returncode))
    if following.failure:
        raise following.failure
    interrupts.check()
    return Finished(
        status=process.returncode,
        diagnostics=tuple(event for event in following.events if isinstance(event, Diagnostic)),
        events=tuple(following.events),
        stderr=command.error_log.read_text(encoding="utf-8", errors="replace"),
        elapsed=elapsed,
    )


class _Following:
    """The observer, and what it was given; after its first failure it is told nothing more."""

    def __init__(self, observer: Observer) -> None:
        self._observer = observer
        self.events: list[Event] = []
        self.failure: Exception | None = None

    def tell(self, event: Event) -> None:
        if self.failure is None:
            try:
                self._observer(event)
            except Exception as failure:  # noqa: BLE001 - raised again by run() once Terraform has ended
                self.failure = failure


def _start(command: Command) -> subprocess.Popen[bytes]:
    command.pid_file.unlink(missing_ok=True)
    with _private(command.log) as out, _private(command.error_log) as err:
        return subprocess.Popen(
            (*_NAME_YOURSELF, str(command.pid_file), *command.arguments),
            cwd=command.folder,
            env=dict(command.environ),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            pass_fds=command.pass_fds,
            # In a session of its own, Terraform does not get the terminal's own interrupt:
            # it would be its second one, on which it drops everything.
            start_new_session=True,
            umask=PRIVATE,
        )


def _follow(
    process: subprocess.Popen[bytes], command: Command, tail: Tail, following: _Following, interrupts: Interrupts
) -> None:
    stop = GentleStop(process.pid, interrupts, following.tell)

    def read_events() -> None:
        if command.streams:
            for event in tail.events():
                take(event)

    def take(event: Event) -> None:
        following.events.append(event)
        stop.note(event)
        following.tell(event)

    ended = _ending(process)
    while not ended(_POLL_SECONDS):
        read_events()
        stop.step(read_events)
    if command.streams:
        for event in tail.last():
            take(event)


def _ending(process: subprocess.Popen[bytes]) -> Callable[[float], bool]:
    """Return a function that waits up to some seconds and tells whether the process has ended."""

    def wait(seconds: float) -> bool:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def poll(seconds: float) -> bool:
        if not poller.poll(seconds * 1000):
            return False
        process.wait()
        os.close(descriptor)
        return True

    # A descriptor for the process wakes the wait at the moment of its end; Linux only.
    try:
        descriptor = os.pidfd_open(process.pid)
    except (AttributeError, OSError):
        return wait
    poller = select.poll()
    poller.register(descriptor, select.POLLIN)
    return poll


def _private(path: Path) -> _Opened:
    path.unlink(missing_ok=True)
    return _Opened(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600))


class _Opened:
    """An open descriptor as a context."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def __enter__(self) -> int:
        return self._fd

    def __exit__(self, *_: object) -> None:
        os.close(self._fd)
