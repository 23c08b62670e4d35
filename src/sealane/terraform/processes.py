"""Whether a process that was written down is still the same one, and still there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessMark:
    """A process of this machine; `started` is the kernel's start time, 0 where the kernel does not tell.

    A process id alone is not enough: ids are used again, and quickly so inside containers.
    """

    pid: int
    started: int = 0


def mark(pid: int) -> ProcessMark:
    """Write down a process that is running now."""
    return ProcessMark(pid=pid, started=_status(pid)[1])


def is_alive(marked: ProcessMark) -> bool:
    """Whether the process still runs; one that has ended but was not reaped does not."""
    if marked.pid <= 0:
        return False
    try:
        os.kill(marked.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it exists and belongs to someone else
    state, started = _status(marked.pid)
    if state == "Z":
        return False
    return not (marked.started and started and marked.started != started)


def _status(pid: int) -> tuple[str, int]:
    """Return the kernel's state letter and start time of a process, or `("", 0)` where there is no `/proc`."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        # The command's name stands in parentheses and may itself hold spaces and parentheses.
        fields = text.rpartition(")")[2].split()
        return fields[0], int(fields[19])
    except (OSError, IndexError, ValueError):
        return "", 0
