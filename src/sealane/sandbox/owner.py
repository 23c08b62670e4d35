"""A sandbox that somebody alone uses ends with him, however he ends."""

from __future__ import annotations

import os
import select
import shutil
import signal
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

VARIABLE: Final = "SEALANE_SANDBOX_OWNER"
"""Holds the process identifier of a sandbox's only user; without it the sandbox lives until it is stopped."""


def watch(environ: Mapping[str, str]) -> None:
    """End this process when its owner has ended; nothing is done without one."""
    owner = environ.get(VARIABLE, "")
    if owner:
        threading.Thread(target=_wait, args=(int(owner),), name="owner", daemon=True).start()


def clear(environ: Mapping[str, str], folder: Path) -> None:
    """Remove the folder of a sandbox whose owner has ended without doing so."""
    owner = environ.get(VARIABLE, "")
    if owner and not _lives(int(owner)):
        shutil.rmtree(folder.parent, ignore_errors=True)


def _wait(owner: int) -> None:
    try:
        handle = os.pidfd_open(owner)
    except OSError:
        handle = -1
    if handle >= 0:
        select.select([handle], [], [])
    os.kill(os.getpid(), signal.SIGTERM)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    # One that has ended and was not waited for has ended too.
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(") ")[2][:1] != "Z"
