"""The container runtime, `runc`, run inside a task's space, whose network its containers share.

https://github.com/opencontainers/runc/tree/main/man
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sealane.lab.search import search_path
from sealane.lab.task.programs import Lab

_TOLD: Final = 4000
_POLL: Final = 0.05
_USERS: Final = 65536
_GROUPS: Final = Path("/sys/fs/cgroup")


class Runtime:
    """Runs containers of one task; its own state is in the task's folder."""

    def __init__(self, lab: Lab, space: str, folder: Path) -> None:
        """Take the task's space and an existing folder."""
        self._lab, self._space = lab, space
        self._state = folder / "runc"

    def run(self, name: str, bundle: Path, specification: Mapping[str, Any]) -> subprocess.Popen[bytes]:
        """Start a container; the child ends when it does, with its exit code. Output of both kinds is its stdout."""
        bundle.mkdir(parents=True, exist_ok=True)
        (bundle / "config.json").write_text(json.dumps(specification), encoding="utf-8")
        arguments = [*self._line("--log", str(bundle / "runtime.log"), "--log-format", "json"), "run", "--keep"]
        arguments += ["--pid-file", str(bundle / "pid")]
        return self._lab.popen(
            self._space,
            [*arguments, "--bundle", str(bundle), name],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def trouble(self, bundle: Path) -> str:
        """Return why the runtime could not start a container; empty when it could."""
        with contextlib.suppress(OSError):
            for line in (bundle / "runtime.log").read_text(encoding="utf-8", errors="replace").splitlines():
                with contextlib.suppress(ValueError):
                    told = json.loads(line)
                    if told.get("level") in {"error", "fatal"}:
                        return str(told.get("msg", ""))[:_TOLD]
        return ""

    def signal(self, name: str, number: str) -> None:
        """Send a signal to the container's first process; nothing happens when it has ended."""
        self._do("kill", name, number)

    def execute(self, name: str, command: tuple[str, ...], seconds: float) -> bool:
        """Run a command in a container and tell whether it ended well in time."""
        child = self._lab.popen(
            self._space,
            [*self._line(), "exec", name, *command],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return child.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return False

    def remove(self, name: str) -> None:
        """Forget a container, whatever it does."""
        self._do("delete", "--force", name)

    def _do(self, *arguments: str) -> None:
        child = self._lab.popen(
            self._space,
            [*self._line(), *arguments],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        child.wait()

    def _line(self, *options: str) -> list[str]:
        return ["runc", "--root", str(self._state), *options]


def _environment() -> dict[str, str]:
    return {"PATH": search_path()}


def can_limit() -> bool:
    """Tell whether control groups can be made here, so that limits of cpu and memory hold."""
    places = [_GROUPS / "memory", _GROUPS / "cpu"] if (_GROUPS / "memory").is_dir() else [_GROUPS]
    return all(os.access(place, os.W_OK) and (place / "cgroup.procs").exists() for place in places)


def has_users() -> bool:
    """Tell whether this process has other users to give than itself, as in the user namespace of one it has not."""
    lines = Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()
    return os.geteuid() == 0 and any(int(line.split()[2]) >= _USERS for line in lines)


def ran_out_of_memory(group: str) -> bool:
    """Tell whether the kernel has killed in a control group for want of memory."""
    for file in (
        _GROUPS / "memory" / group.lstrip("/") / "memory.oom_control",
        _GROUPS / group.lstrip("/") / "memory.events",
    ):
        with contextlib.suppress(OSError):
            rows = dict(row.split(None, 1) for row in file.read_text(encoding="utf-8").splitlines() if " " in row)
            return int(rows.get("oom_kill", "0")) > 0
    return False


def sweep(prefix: str, seconds: float = 3.0) -> None:
    """Remove the control groups of containers that are gone, or are about to be; one with a process in it stays."""
    end = time.monotonic() + seconds
    while _swept(prefix) and time.monotonic() < end:
        time.sleep(_POLL)


def _swept(prefix: str) -> bool:
    """Remove what can be removed, and tell whether something is left."""
    for top in _groups(prefix):
        for folder, _, _ in os.walk(top, topdown=False):
            with contextlib.suppress(OSError):
                os.rmdir(folder)  # noqa: PTH106 (a control group is removed with its files in it)
    return bool(_groups(prefix))


def _groups(prefix: str) -> list[Path]:
    return [*_GROUPS.glob(f"*/{prefix}*"), *_GROUPS.glob(f"{prefix}*")]
