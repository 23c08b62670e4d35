"""Writing into a folder of many captures: each whole or not at all, no more than there is room for.

A capture is written under a name that readers do not see and then moved to its place, so that a kill at any moment
leaves only whole ones; what such a kill leaves unfinished is removed by the next that keeps something there.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sealane.errors import EnvironmentFailure, InputError, Problem
from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.readers.capture.kept import IMPRINT, MARK, Kept, captures, is_kept, name_of, task_file
from sealane.readers.capture.save import document_of, save
from sealane.records import dataclass, replace

_PART: Final = ".part"
_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A task that ended: its id or ARN, the moment, and the call that tells of it alone."""

    id: str
    at: str
    call: CapturedCall


class Keep:
    """The folder while one process writes into it; to be used in a `with` statement.

    Raises:
        InputError: `watch-folder-occupied`, when there is something else in it.
        EnvironmentFailure: `watch-folder-busy`, when another process keeps captures there, or it cannot be written.

    """

    def __init__(self, folder: Path, room: int) -> None:
        """Take the folder and how many bytes may stand in it."""
        self._folder, self._room = folder, room
        self._lock = -1

    def __enter__(self) -> Self:
        """Make the folder where there is none, and let nobody else write there."""
        try:
            if self._folder.exists() and not is_kept(self._folder) and any(self._folder.iterdir()):
                raise InputError(_occupied(self._folder))
            self._folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            self._lock = os.open(self._folder / MARK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _FILE_MODE)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for path in self._folder.glob(f".*{_PART}"):
                shutil.rmtree(path)
        except BlockingIOError:
            os.close(self._lock)
            raise EnvironmentFailure(_busy(self._folder)) from None
        except OSError as error:
            raise EnvironmentFailure(_unwritable(self._folder, error)) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let others write again."""
        os.close(self._lock)

    def known(self) -> dict[str, str]:
        """Return the tasks that are kept, by id, with the moment of their end."""
        return {task: at for one in self._captures() for task, at in one.tasks.items()}

    def keep(self, tasks: tuple[Ended, ...], capture: Capture, of: tuple[str, ...], imprint: str) -> Path:
        """Keep tasks in the world that they ended in, and return the folder.

        `of` names the cluster and what of it, `imprint` the world: when the newest capture of the same is of the same
        world, the tasks are added to it.
        """
        mark = "\n".join((*of, imprint))
        try:
            own = next((one for one in self._captures() if _imprint(one.path)[: len(of)] == list(of)), None)
            if own is not None and _imprint(own.path) == mark.split("\n"):
                _add(own.path, tasks)
                return own.path
            return self._write(tasks, capture, of, mark)
        except OSError as error:
            raise EnvironmentFailure(_unwritable(self._folder, error)) from None

    def add(self, path: Path, tasks: tuple[Ended, ...]) -> None:
        """Write tasks into a capture, in the place of what it has of them; one that went for room stays away."""
        try:
            if path.is_dir():
                _add(path, tasks)
        except OSError as error:
            raise EnvironmentFailure(_unwritable(self._folder, error)) from None

    def tidy(self) -> tuple[Path, ...]:
        """Remove the captures of the oldest tasks until there is room, but for the newest one; return what went."""
        gone: list[Path] = []
        try:
            kept = [(one.path, one.size) for one in self._captures()]
            left = sum(size for _, size in kept)
            for path, size in reversed(kept[1:]):
                if left <= self._room:
                    break
                hidden = self._folder / f".{path.name}{_PART}"
                path.rename(hidden)
                shutil.rmtree(hidden)
                left -= size
                gone.append(path)
        except OSError as error:
            raise EnvironmentFailure(_unwritable(self._folder, error)) from None
        return tuple(gone)

    def _captures(self) -> tuple[Kept, ...]:
        try:
            return captures(self._folder)
        except OSError as error:
            raise EnvironmentFailure(_unwritable(self._folder, error)) from None

    def _write(self, tasks: tuple[Ended, ...], capture: Capture, of: tuple[str, ...], mark: str) -> Path:
        place = _free(self._folder / name_of(max(task.at for task in tasks), *of))
        fresh = self._folder / f".{place.name}{_PART}"
        calls = tuple(call for call in capture.calls if call.call != "ecs:DescribeTasks" or call.refused)
        try:
            for path in (*save(replace(capture, calls=calls), fresh), *(_put(fresh, task) for task in tasks)):
                _settle(path)
            (fresh / IMPRINT).write_text(mark, encoding="utf-8")
            fresh.rename(place)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        _settle(self._folder)
        return place


def _add(folder: Path, tasks: tuple[Ended, ...]) -> None:
    for task in tasks:
        path = _put(folder, task)
        # A task that was about to end has another name once it has ended.
        for older in folder.glob(f"task-*Z-{path.name.rpartition('Z-')[2]}"):
            if older != path:
                older.unlink()
    _settle(folder)


def _put(folder: Path, task: Ended) -> Path:
    path = folder / task_file(task.at, task.id)
    fresh = folder / f".{path.name}{_PART}"
    text = json.dumps(document_of(task.call), indent=2, ensure_ascii=False)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _FILE_MODE), "w", encoding="utf-8") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    return path


def _settle(path: Path) -> None:
    """Wait until the disk has it: what ECS has forgotten cannot be asked for again."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _imprint(path: Path) -> list[str]:
    try:
        return (path / IMPRINT).read_text(encoding="utf-8").split("\n")
    except OSError:
        return []


def _free(path: Path) -> Path:
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found


def _occupied(folder: Path) -> Problem:
    return Problem(
        code="watch-folder-occupied",
        what=f"There is something in {folder} that sealane did not put there",
        hint="name a directory that does not exist yet, or one in which `sealane watch` kept tasks before",
    )


def _busy(folder: Path) -> Problem:
    return Problem(
        code="watch-folder-busy",
        what=f"Another process keeps stopped tasks in {folder}",
        hint="name another directory, or end that process: `fuser -v " + str(folder / MARK) + "`",
    )


def _unwritable(folder: Path, error: OSError) -> Problem:
    return Problem(
        code="capture-not-written",
        what=f"{folder} cannot be written",
        facts=(("because", error.strerror or str(error)),),
        hint=f"see how much room is left with `df -h {folder}`, and what is there with `ls -ld {folder}`",
    )
