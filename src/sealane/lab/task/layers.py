"""Layers, laid one over another into a root file system.

https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tarfile
from pathlib import Path
from typing import Final

from sealane.lab.task.tree import Tree

_GONE: Final = ".wh."
_ALL_GONE: Final = ".wh..wh..opq"
_SPECIAL: Final = {tarfile.CHRTYPE: 0o020000, tarfile.BLKTYPE: 0o060000, tarfile.FIFOTYPE: 0o010000}


def lay(archive: Path, tree: Tree) -> None:
    """Apply one layer, packed or not.

    Raises:
        tarfile.TarError, OSError: the archive cannot be read, or the disk is full.

    """
    written: set[Path] = set()
    folders: list[tuple[str, int]] = []
    with tarfile.open(archive, "r|*") as stream:
        for member in stream:
            path = _apply(member, stream, tree, written)
            if path is not None and member.isdir():
                folders.append((member.name, member.mode))
    # At the end, because a folder that nobody may write to could not be filled. By its name, because a link may have
    # taken its place or that of a folder above it since.
    for name, mode in folders:
        found = tree.find(name)
        if found is not None and found.is_dir() and not found.is_symlink():
            with contextlib.suppress(OSError):
                found.chmod(mode & 0o7777)


def _apply(member: tarfile.TarInfo, stream: tarfile.TarFile, tree: Tree, written: set[Path]) -> Path | None:
    path = tree.place(member.name)
    if path.name == _ALL_GONE and path != tree.root:
        _empty(path.parent, tree, written)
        return None
    if path.name.startswith(_GONE) and path != tree.root:
        gone = path.name.removeprefix(_GONE)
        if gone not in {"", ".", ".."} and not gone.startswith(_GONE):
            tree.clear(path.parent / gone)
        return None
    written.add(path)
    if not _make(member, path, stream, tree):
        return None
    _own(member, path)
    return path


def _make(member: tarfile.TarInfo, path: Path, stream: tarfile.TarFile, tree: Tree) -> bool:
    if member.isdir():
        if path.is_symlink() or not path.is_dir():
            tree.clear(path)
            path.mkdir()
        return True
    if path == tree.root:
        return False
    tree.clear(path)
    if member.issym():
        path.symlink_to(member.linkname)
    elif member.islnk():
        source = tree.place(member.linkname)
        if source.is_dir() or not os.path.lexists(source):
            return False
        os.link(source, path, follow_symlinks=False)
    elif member.isreg():
        return _write(member, path, stream)
    elif member.type in _SPECIAL:
        return _special(member, path)
    else:
        return False
    return True


def _write(member: tarfile.TarInfo, path: Path, stream: tarfile.TarFile) -> bool:
    content = stream.extractfile(member)
    if content is None:
        return False
    with content, path.open("xb") as file:
        shutil.copyfileobj(content, file, 1024 * 1024)
    return True


def _special(member: tarfile.TarInfo, path: Path) -> bool:
    """Make a device or a pipe; who may not make devices has none, and the runtime brings those that programs need."""
    device = os.makedev(member.devmajor, member.devminor) if member.isdev() and not member.isfifo() else 0
    try:
        os.mknod(path, _SPECIAL[member.type] | 0o600, device)
    except PermissionError:
        return False
    return True


def _own(member: tarfile.TarInfo, path: Path) -> None:
    """Give it the archive's owner and mode, as far as whoever runs this may; the mode last, which a change clears."""
    with contextlib.suppress(PermissionError, OSError):
        os.chown(path, member.uid, member.gid, follow_symlinks=False)
    # A hard link may be to a symbolic one, which would lead the change of mode away.
    if not path.is_symlink():
        # A folder stays writable for its owner until the layer is whole.
        path.chmod(member.mode & 0o7777 | (0o700 if member.isdir() else 0))


def _empty(folder: Path, tree: Tree, written: set[Path]) -> None:
    """Remove what lower layers have in a folder, and leave what this one brought."""
    if not folder.is_dir() or folder.is_symlink():
        return
    for child in list(folder.iterdir()):
        if child not in written and not any(child in one.parents for one in written):
            tree.clear(child)
        elif child not in written and child.is_dir() and not child.is_symlink():
            _empty(child, tree, written)
