"""A root file system under construction: every name of an archive is found inside it, whatever links it meets there."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

_LINKS = 40


class TooManyLinks(OSError):
    """Symbolic links that lead round in a circle."""


class Tree:
    """A folder that stands for `/`; no name leads out of it."""

    def __init__(self, root: Path) -> None:
        """Take an existing folder."""
        self.root = root

    def place(self, name: str) -> Path:
        """Return where a name is: its folder with every link followed inside the root, its last part as it is.

        Folders that are missing are made; what stands in their way as a file is removed, as a later layer may do.

        Raises:
            TooManyLinks: the links on the way have no end.

        """
        parts = _parts(name)
        return self._folder(parts[:-1]) / parts[-1] if parts else self.root

    def find(self, name: str) -> Path | None:
        """Return the file or folder that a name leads to in the end; `None` when there is none."""
        try:
            path = self._walk(_parts(name), make=False)
        except (OSError, ValueError):
            return None
        return path if os.path.lexists(path) else None

    def clear(self, path: Path) -> None:
        """Remove whatever stands at a path, without following it."""
        if not os.path.lexists(path) or path == self.root:
            return
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()

    def _folder(self, parts: list[str]) -> Path:
        return self._walk(parts, make=True)

    def _walk(self, parts: list[str], *, make: bool) -> Path:
        at, left, links = self.root, list(parts), 0
        while left:
            part = left.pop(0)
            if part == "..":
                at = at if at == self.root else at.parent
                continue
            at /= part
            mode = _mode(at)
            if mode is not None and stat.S_ISLNK(mode):
                links += 1
                if links > _LINKS:
                    raise TooManyLinks(os.strerror(40))
                target = os.readlink(at)  # noqa: PTH115 (a Path would lose a leading `//`)
                at = self.root if target.startswith("/") else at.parent
                left = [*_split(target), *left]
            elif make and (mode is None or not stat.S_ISDIR(mode)):
                self.clear(at)
                at.mkdir()
                # Whatever the umask: a folder that no layer speaks of is open to every user of the image.
                at.chmod(0o755)
        return at


def _parts(name: str) -> list[str]:
    """Return the parts of a name as if it were absolute: `..` never climbs above the root."""
    parts: list[str] = []
    for part in _split(name):
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return parts


def _split(name: str) -> list[str]:
    return [part for part in name.split("/") if part not in {"", "."}]


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
