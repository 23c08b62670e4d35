"""One sealane at a time in a workspace, even when one of them was killed.

The lock is an advisory lock on a file whose content names the holder. Terraform inherits the locked descriptor,
so the lock lasts as long as Terraform works, also when the sealane that started it is gone. The next sealane then
waits for that Terraform instead of refusing: its work ends in the same state file.
"""

from __future__ import annotations

import fcntl
import getpass
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sealane.errors import EnvironmentFailure, Problem
from sealane.terraform.events import Adopting, Observer
from sealane.terraform.interrupts import GentleStop, Interrupts, wake
from sealane.terraform.processes import ProcessMark, is_alive, mark
from sealane.terraform.tail import Tail

_POLL_SECONDS = 0.1
# A new holder writes its name within microseconds of getting the lock; a name older than this is really the holder's.
_GRACE_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds the lock: a sealane, and the Terraform it started last (`log` is what that one writes to)."""

    user: str
    host: str
    verb: str
    since: str
    process: ProcessMark
    terraform: ProcessMark | None = None
    log: str = ""


class Lock:
    """The workspace's lock while it is held."""

    def __init__(self, fd: int, verb: str) -> None:
        """Take the locked descriptor."""
        self.fd = fd
        self._verb = verb
        self._since = datetime.now(UTC).isoformat(timespec="seconds")
        self.tell(None, "")

    def tell(self, terraform: ProcessMark | None, log: str) -> None:
        """Write the holder into the file."""
        content = {
            "pid": os.getpid(),
            "started": mark(os.getpid()).started,
            "user": _user(),
            "host": os.uname().nodename,
            "verb": self._verb,
            "since": self._since,
            "terraform": {"pid": terraform.pid, "started": terraform.started, "log": log} if terraform else None,
        }
        encoded = json.dumps(content).encode()
        os.pwrite(self.fd, encoded, 0)
        os.ftruncate(self.fd, len(encoded))


@contextmanager
def held(path: Path, verb: str, interrupts: Interrupts, observer: Observer) -> Iterator[Lock]:
    """Hold the lock at `path` for the block, waiting for the Terraform of a sealane that is gone.

    Raises:
        EnvironmentFailure: `workspace-locked`, naming the holder; `interrupted` while waiting.

    """
    fd = _acquire(path, interrupts, observer)
    try:
        yield Lock(fd, verb)
    finally:
        # An empty file says that nobody is named, so a later reader never meets a name from the past.
        os.ftruncate(fd, 0)
        os.close(fd)


def holder_of(path: Path) -> Holder | None:
    """Return who is named in the lock file; says nothing about whether the lock is still held."""
    try:
        said = json.loads(path.read_bytes())
        terraform = said.get("terraform") or {}
        return Holder(
            user=str(said["user"]),
            host=str(said["host"]),
            verb=str(said["verb"]),
            since=str(said["since"]),
            process=ProcessMark(pid=int(said["pid"]), started=int(said["started"])),
            terraform=ProcessMark(pid=int(terraform["pid"]), started=int(terraform["started"])) if terraform else None,
            log=str(terraform.get("log", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _acquire(path: Path, interrupts: Interrupts, observer: Observer) -> int:
    unnamed_since = time.monotonic()
    while True:
        fd = _try(path)
        if fd is not None:
            return fd
        holder = holder_of(path)
        if holder and (holder.host != os.uname().nodename or is_alive(holder.process)):
            raise EnvironmentFailure(_locked(holder, path))
        if holder and holder.terraform and is_alive(holder.terraform):
            _wait_for(path, holder.terraform, holder, interrupts, observer)
            unnamed_since = time.monotonic()
        elif time.monotonic() - unnamed_since > _GRACE_SECONDS:
            return _take_over(path)
        else:
            time.sleep(_POLL_SECONDS / 2)


def _try(path: Path) -> int | None:
    """Return the locked descriptor, or `None` when someone else has it."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(fd).st_ino == path.stat().st_ino:
            return fd
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(fd)
    return None


def _take_over(path: Path) -> int:
    """Replace a lock that nobody named is holding: a provider process that outlived a killed Terraform.

    Two sealanes may come to this point at once, so the judgement is made again under a lock of its own.
    """
    gate = os.open(path.with_name(path.name + ".gate"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if (fd := _try(path)) is not None:
            return fd
        holder = holder_of(path)
        if holder and (is_alive(holder.process) or (holder.terraform and is_alive(holder.terraform))):
            raise EnvironmentFailure(_locked(holder, path))
        path.unlink(missing_ok=True)
        if (fd := _try(path)) is not None:
            return fd
        raise EnvironmentFailure(_locked(holder_of(path), path))
    finally:
        os.close(gate)


def _wait_for(path: Path, terraform: ProcessMark, holder: Holder, interrupts: Interrupts, observer: Observer) -> None:
    """Wait until the Terraform of a sealane that is gone has ended, showing what it does."""
    observer(Adopting(at=time.time(), verb=holder.verb, pid=terraform.pid))
    stop = GentleStop(terraform.pid, interrupts, observer)
    wake(terraform.pid)
    log = path.parent / Path(holder.log).name
    with suppress(FileNotFoundError), Tail(log) as tail:

        def read_events() -> None:
            for event in tail.events():
                stop.note(event)
                observer(event)

        interrupts.working = True
        try:
            while is_alive(terraform):
                read_events()
                stop.step(read_events)
                time.sleep(_POLL_SECONDS)
            read_events()
        finally:
            interrupts.working = False
    interrupts.check()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return str(os.getuid())


def _locked(holder: Holder | None, path: Path) -> Problem:
    facts: tuple[tuple[str, str], ...] = (("lock", str(path)),)
    if holder:
        facts = (
            ("verb", holder.verb),
            ("user", holder.user),
            ("host", holder.host),
            ("process", str(holder.process.pid)),
            ("since", holder.since),
            *facts,
        )
    who = f"`sealane {holder.verb}` of {holder.user} on {holder.host}" if holder else "Another sealane"
    look = f"`ps -fp {holder.process.pid}`" if holder else f"`fuser -v {path}`"
    return Problem(
        code="workspace-locked",
        what=f"{who} is at work in this workspace",
        facts=facts,
        hint=f"wait until it has ended; see what it does with {look}",
    )
