"""The private copy of a root module that Terraform works in; the user's folder is only read.

Module folders are made anew with rewritten files. Whatever else lies in them and beside them is there by links, because
a module may read it with `file()`, and nothing is written through them: a copy is planned and never applied.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sealane.terraform.configuration.module import Module, is_configuration
from sealane.terraform.configuration.tree import MANIFEST, Tree, read_manifest
from sealane.terraform.linking.rewriting import Rewritten, Rules, rewrite

ADDED: Final = "sealane_added.tf"
"""Blocks of ours in a module folder."""
OVERRIDE: Final = "sealane_override.tf"
"""What replaces arguments of the user's blocks."""
TESTS: Final = "sealane-tests"
"""The folder of our test files within the root module."""

_WORK: Final = ".terraform"
_LOCK: Final = ".terraform.lock.hcl"
# What Terraform may write to must not be there as a link.
_NEVER: Final = frozenset({_WORK, _LOCK, ".git"})
_NEVER_ENDING: Final = (".tftest.hcl", ".tftest.json", ".tfstate", ".tfstate.backup", ".tfstate.lock.info")
# How far above the modules a file that they read may lie.
_LEVELS_ABOVE: Final = 2
# `fileset` does not look into linked folders, so small ones below a module are made anew.
_LEVELS_BELOW: Final = 4
_MOST_ENTRIES: Final = 300
_MOST_BESIDE: Final = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy: its root module's folder, and the rewritten files by their path in the copy."""

    top: Path
    root: Path
    original: Path
    files: Mapping[Path, Rewritten]

    def users_place(self, name: str, line: int) -> tuple[str, int]:
        """Return the user's file, relative to the root module, and its line for a place in the copy."""
        path = Path(os.path.normpath(self.root / name))
        rewritten = self.files.get(path)
        return name, rewritten.line(line) if rewritten else line


def copy(tree: Tree, top: Path, rules: Rules, extra: Callable[[Module], tuple[str, str]]) -> Copy:
    """Copy the modules of a tree below `top`; `extra` gives the text of `ADDED` and of `OVERRIDE` for a module."""
    base = _base(tree)
    modules: dict[Path, Module] = {}
    for module in tree.modules.values():
        modules.setdefault(module.folder, module)
    files: dict[Path, Rewritten] = {}
    _make(base, top, modules, frozenset(_ways(base, modules)))
    for folder, module in modules.items():
        there = top / folder.relative_to(base)
        for file in module.files:
            rewritten = files[there / file.path.name] = rewrite(file, module, rules)
            _write(there / file.path.name, rewritten.text)
        for name, text in zip((ADDED, OVERRIDE), extra(module), strict=True):
            if text:
                _write(there / name, text)
    root = top / tree.folder.relative_to(base)
    _installed(tree, root)
    (root / TESTS).mkdir(mode=0o700, exist_ok=True)
    return Copy(top=top, root=root, original=tree.folder, files=files)


def adopt(made: Copy, ready: Copy) -> None:
    """Let a copy have what `init` has left in another one of the same directory."""
    there, here = ready.root / _WORK, made.root / _WORK
    here.mkdir(mode=0o700, exist_ok=True)
    if (there / "providers").is_dir():
        (here / "providers").symlink_to(there / "providers")
    for name in (MANIFEST, Path(_LOCK)):
        if (ready.root / name).is_file():
            (made.root / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(ready.root / name, made.root / name)


def _base(tree: Tree) -> Path:
    """Return the folder that the copy begins at: above every module, and a little more."""
    base = Path(os.path.commonpath([str(module.folder) for module in tree.modules.values()]))
    for _ in range(_LEVELS_ABOVE):
        base = base.parent
    return base


def _ways(base: Path, modules: Mapping[Path, Module]) -> set[Path]:
    """Return every folder from the base down to a module."""
    found: set[Path] = {base}
    for folder in modules:
        way = folder
        while way != base:
            found.add(way)
            way = way.parent
    return found


def _make(folder: Path, there: Path, modules: Mapping[Path, Module], ways: frozenset[Path]) -> None:
    there.mkdir(mode=0o700, exist_ok=True)
    below = _LEVELS_BELOW if folder in modules else 0
    only_ways = _WORK in folder.parts and folder not in modules
    for entry in _entries(folder, _MOST_BESIDE):
        path = Path(entry.path)
        if path in ways:
            _make(path, there / entry.name, modules, ways)
        elif not (only_ways or _is_left_out(entry.name) or (below and is_configuration(entry.name))):
            _link(path, there / entry.name, below)


def _is_left_out(name: str) -> bool:
    return name in _NEVER or name.endswith(_NEVER_ENDING)


def _link(path: Path, there: Path, below: int) -> None:
    """Link a file; of a folder, its files one by one as long as they are few."""
    entries = _entries(path, _MOST_ENTRIES + 1) if below and path.is_dir() and not path.is_symlink() else []
    if not entries or len(entries) > _MOST_ENTRIES:
        there.symlink_to(path)
        return
    there.mkdir(mode=0o700)
    for entry in entries:
        if entry.name not in _NEVER:
            _link(path / entry.name, there / entry.name, below - 1)


def _entries(folder: Path, most: int) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(itertools.islice(entries, most), key=lambda entry: entry.name)
    except OSError:
        return []


def _write(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8", errors="surrogateescape")


def _installed(tree: Tree, root: Path) -> None:
    """Tell Terraform where the modules are that the user's own `init` has installed, and which providers it chose."""
    if read_manifest(tree.folder):
        (root / MANIFEST).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(tree.folder / MANIFEST, root / MANIFEST)
    if (tree.folder / _LOCK).is_file():
        shutil.copyfile(tree.folder / _LOCK, root / _LOCK)
