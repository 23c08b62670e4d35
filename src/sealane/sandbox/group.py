"""The sandbox's process group, seen from outside: is it alive, is it ours, end it."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

MARK = "SEALANE_SANDBOX_INSTANCE"
"""The variable every process of the group carries, with the instance as its value."""

_PATIENCE_SECONDS = 5.0
_POLL = 0.02
_children: dict[int, subprocess.Popen[bytes]] = {}


def remember(child: subprocess.Popen[bytes]) -> None:
    """Keep the handle of a server this very process started, so that its end is noticed and no zombie stays."""
    _children[child.pid] = child


@atexit.register
def _let_go() -> None:
    """Tell the handles that nobody will wait for what still runs: it is meant to outlive this process."""
    for child in _children.values():
        if child.poll() is None:
            child.returncode = 0


def alive(pid: int) -> bool:
    """Tell whether a process runs under this identifier; one that has ended and was not yet waited for does not."""
    if pid in _children and _children[pid].poll() is not None:
        del _children[pid]
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) != "Z"


def is_ours(pid: int, instance: str) -> bool:
    """Tell whether the process is the server of this instance: its command line carries the identifier."""
    return alive(pid) and f"--instance {instance} " in _command(pid)


def end(pid: int, instance: str) -> None:
    """End the server's group: asked first, then killed; nothing happens to a process that is not ours."""
    if is_ours(pid, instance):
        _signal(pid, signal.SIGTERM)
        _wait_until_gone(pid)
        _signal(pid, signal.SIGKILL)
        _wait_until_gone(pid)
        return
    if alive(pid) and not _command(pid):
        # A process that was killed a moment ago has no command any more and is not gone yet.
        _wait_until_gone(pid)
    if not alive(pid):
        _end_orphans(pid, instance)


def _end_orphans(group: int, instance: str) -> None:
    """Kill what a dead server left in its group; only processes that carry the instance in their environment."""
    mark = f"{MARK}={instance}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(entry.name)) == group and mark in (entry / "environ").read_bytes().split(b"\0"):
                os.kill(int(entry.name), signal.SIGKILL)
                _wait_until_gone(int(entry.name))


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(_POLL)


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def _state(pid: int) -> str:
    with contextlib.suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
    return ""


def _command(pid: int) -> str:
    proc = Path(f"/proc/{pid}/cmdline")
    if proc.exists():
        with contextlib.suppress(OSError):
            return proc.read_text(encoding="utf-8", errors="replace").replace("\0", " ")
        return ""
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return shown.stdout
