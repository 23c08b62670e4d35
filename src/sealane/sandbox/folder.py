"""The sandbox's runtime folder: where it is, that it is private, and the lock that orders starts and stops."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from sealane.errors import EnvironmentFailure, Problem

VARIABLE = "SEALANE_SANDBOX_DIR"
_POLL = 0.02


def runtime_folder(environ: Mapping[str, str]) -> Path:
    """Return where the sandbox keeps its record and log.

    The XDG base directory specification puts state that outlives a command under `$XDG_STATE_HOME`, by default
    `~/.local/state`, and says to ignore a relative path there: https://specifications.freedesktop.org/basedir/latest/
    """
    if chosen := environ.get(VARIABLE):
        return Path(chosen).expanduser().absolute()
    state = environ.get("XDG_STATE_HOME", "")
    root = Path(state) if Path(state).is_absolute() else Path(environ.get("HOME", "~")).expanduser() / ".local/state"
    return root / "sealane" / "sandbox"


def make_private(folder: Path) -> None:
    """Create the folder for its owner only, or tighten it.

    Raises:
        EnvironmentFailure: it cannot be made, or it belongs to someone else.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.stat().st_uid == os.getuid():
            folder.chmod(0o700)
            return
        reason = "it belongs to another user"
    except OSError as error:
        reason = error.strerror or str(error)
    raise EnvironmentFailure(
        Problem(
            code="sandbox-folder-unusable",
            what="The sandbox cannot keep its state in its runtime folder",
            facts=(("folder", str(folder)), ("because", reason)),
            hint=f"choose another one: `export {VARIABLE}=$HOME/sealane-sandbox`",
        )
    )


@contextlib.contextmanager
def locked(folder: Path, *, seconds: float, name: str = "lock") -> Iterator[int]:
    """Hold the folder's lock and give its file descriptor; a child that inherits it holds it too.

    Raises:
        EnvironmentFailure: another command held it for longer than `seconds`.

    """
    handle = _open_lock(folder, name)
    try:
        _wait_for(handle, folder, time.monotonic() + seconds)
        yield handle
    finally:
        os.close(handle)


@contextlib.contextmanager
def lease(folder: Path, name: str) -> Iterator[int | None]:
    """Give the descriptor of the named lock if it is free now, else `None`.

    The lock belongs to the open file description, so it stays held until the last process that inherited it ends.
    """
    handle = _open_lock(folder, name)
    try:
        yield handle if _try(handle) else None
    finally:
        os.close(handle)


def _open_lock(folder: Path, name: str) -> int:
    return os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_for(handle: int, folder: Path, deadline: float) -> None:
    while not _try(handle):
        if time.monotonic() > deadline:
            raise EnvironmentFailure(
                Problem(
                    code="sandbox-busy",
                    what="Another command is starting or stopping the sandbox and does not finish",
                    facts=(("folder", str(folder)),),
                    hint="look at `sealane sandbox status`, then try again",
                )
            )
        time.sleep(_POLL)
