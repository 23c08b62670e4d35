"""Paths that a tool is given, held inside the folders that may be read, wherever symbolic links lead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sealane.errors import InputError, Problem
from sealane.records import dataclass

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions

_ENTRIES: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A path inside one of the roots: the root, and the path in it, without symbolic links in either."""

    root: Path
    name: str

    @property
    def path(self) -> Path:
        """The whole path."""
        return self.root / self.name


def inside(name: str, permissions: Permissions) -> Inside:
    """Return where a path leads, taken from each root in turn; one that is not there is placed in the first.

    Raises:
        InputError: when it leads outside of every root, or to what is neither a file nor a folder.

    """
    places = [place for root in permissions.roots for place in _placed(root, name, permissions.roots)]
    found = next((place for place in places if place.path.exists()), places[0] if places else None)
    # A dash alone would be read as standard input, which is the client's.
    if found is None or found.name == "-":
        raise InputError(_outside(name, permissions.roots))
    if found.path.exists() and not (found.path.is_file() or found.path.is_dir()):
        what = f"`{name}` is neither a file nor a folder"
        raise InputError(Problem(code="path-no-file", what=what, hint="name a file or a folder with files"))
    if found.path.is_dir():
        _check_links(found.path, name, permissions.roots)
    return found


def _placed(root: Path, name: str, roots: tuple[Path, ...]) -> Iterator[Inside]:
    try:
        path = (root / name).resolve()
    except (OSError, ValueError, RuntimeError):
        # Symbolic links in a ring, a name that is too long, a null character.
        return
    for one in roots:
        if path.is_relative_to(one):
            yield Inside(root=one, name=str(path.relative_to(one)))
            return


def _check_links(folder: Path, name: str, roots: tuple[Path, ...]) -> None:
    """Refuse a folder with a symbolic link that leads out, for its files are read too.

    Raises:
        InputError: `path-outside-roots`, `folder-too-large`.

    """
    seen = 0
    for above, folders, files in os.walk(folder):
        for entry in (*folders, *files):
            seen += 1
            path = Path(above, entry)
            if path.is_symlink() and not any(path.resolve().is_relative_to(root) for root in roots):
                raise InputError(_outside(str(Path(name) / path.relative_to(folder)), roots))
        if seen > _ENTRIES:
            what = f"`{name}` has more than {_ENTRIES:,} entries"
            raise InputError(Problem(code="folder-too-large", what=what, hint="name a smaller folder, or one file"))


def _outside(name: str, roots: tuple[Path, ...]) -> Problem:
    return Problem(
        code="path-outside-roots",
        what=f"`{name}` is not inside what this server may read",
        facts=(("may read", ", ".join(map(str, roots))),),
        hint="name a path in there, or start the server with another folder: `sealane mcp --root DIR`",
    )
