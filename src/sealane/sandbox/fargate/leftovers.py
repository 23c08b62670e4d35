"""What tasks leave on a machine whose sandbox was killed: folders, and control groups without processes."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Final

FOLDERS: Final = ("tasks", "efs")
"""In the sandbox's folder: what belongs to single tasks, and the file systems that they share."""

_SECONDS: Final = 5.0
_POLL: Final = 0.05


def remove(folder: Path, instance: str) -> None:
    """Remove it; where no task ever ran nothing is looked at."""
    mine = [folder / name for name in FOLDERS if (folder / name).is_dir()]
    if not mine:
        return
    from sealane.lab.task.runtime import sweep

    end = time.monotonic() + _SECONDS
    # What is just being killed may still write.
    while any(map(_stays, mine)) and time.monotonic() < end:
        time.sleep(_POLL)
    sweep(f"sealane-{instance}")


def _stays(folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    return folder.exists()
