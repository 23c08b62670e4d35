"""A folder of many captures, one for each world in which tasks stopped: what stands where, and which is the newest.

A capture of such a folder has the form of any other and is read by itself: worlds of different moments in one would
contradict each other. Its name begins with the moment at which it was made, those of its tasks with that of their end.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from sealane.records import dataclass

MARK: Final = ".sealane-watch"
"""The file by which such a folder is known; nothing is ever deleted in a folder without it."""

IMPRINT: Final = ".imprint"
"""The file of a capture that says which world it is of, and of what it tells."""

_CAPTURE: Final = re.compile(r"\d{8}T\d{6}Z-.+")
_TASK: Final = re.compile(r"task-(?P<at>\d{8}T\d{6}Z)-(?P<id>[A-Za-z0-9-]+)\.json")
_UNFIT: Final = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One capture: its folder, and the tasks in it by id with the moment of their end."""

    path: Path
    tasks: dict[str, str]

    @property
    def last(self) -> str:
        """The moment at which its newest task ended, or else at which it was made."""
        return max(self.tasks.values(), default=self.path.name)

    @property
    def size(self) -> int:
        """How many bytes its files have; each of them is looked at."""
        return sum(file.stat().st_size for file in self.path.iterdir() if file.is_file())


def is_kept(folder: Path) -> bool:
    """Tell whether a folder holds many captures."""
    return (folder / MARK).is_file()


def captures(folder: Path) -> tuple[Kept, ...]:
    """Return the captures, that of the task that ended last in front.

    Raises:
        OSError: when the folder cannot be read.

    """
    found = [_kept(path) for path in sorted(folder.iterdir()) if _CAPTURE.fullmatch(path.name) and path.is_dir()]
    return tuple(sorted(found, key=lambda one: (one.last, one.path.name), reverse=True))


def name_of(moment: str, *of: str) -> str:
    """Return the name of a capture made at a moment: of a cluster, and of a service or a family."""
    words = (_UNFIT.sub("-", word).strip("-") for word in of)
    return "-".join((moment, *filter(None, words)))[:_LONGEST].rstrip("-")


def task_file(moment: str, task: str) -> str:
    """Return the name of the file that holds a task that ended at a moment; `task` is its ARN or id."""
    return f"task-{moment}-{_UNFIT.sub('-', task.rpartition('/')[2])}.json"


def _kept(path: Path) -> Kept:
    found = (_TASK.fullmatch(name) for name in os.listdir(path))  # noqa: PTH208 - names alone, of thousands of files
    return Kept(path=path, tasks={task["id"]: task["at"] for task in found if task})
