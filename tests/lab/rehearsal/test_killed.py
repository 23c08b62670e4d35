"""A rehearsal that is killed in the middle leaves nothing: its AWS, its registry, its lab and its folder go with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PLAN = Path(__file__).parents[2] / "cases" / "plan_reading" / "minimal" / "plan.json"
_PATIENCE = 60.0


def test_killed_rehearsal_leaves_nothing(tmp_path: Path) -> None:
    """After SIGKILL no process names the rehearsal's folder, and the folder is gone."""
    command = [str(Path(sys.executable).with_name("sealane")), "rehearse", str(PLAN)]
    environ = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as rehearsal:
        _until(lambda: any("docker-registry" in one for one in _naming(tmp_path)))
        rehearsal.kill()
    _until(lambda: not _naming(tmp_path) and not list(tmp_path.glob("sealane-*")))


def _naming(folder: Path) -> list[str]:
    """Return the command lines that name a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if f"{folder}/sealane-" in line:
            found.append(line)
    return found


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
