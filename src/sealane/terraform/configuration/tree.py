"""A root module with every module it calls, as far as their files are on this machine."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sealane.terraform.configuration.blocks import Block, unquoted
from sealane.terraform.configuration.module import Module, read_module

MANIFEST: Final = Path(".terraform/modules/modules.json")
_INDEX: Final = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')
# Terraform refuses a module that calls itself; this ends the reading of one before it does.
_DEEPEST: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A `module` block that leads to no files on this machine, with the source it names."""

    block: Block
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The modules by their path of names, the root first, and the calls that lead nowhere."""

    folder: Path
    modules: Mapping[tuple[str, ...], Module]
    missing: tuple[Call, ...] = ()

    @property
    def root(self) -> Module:
        """The root module."""
        return self.modules[()]

    def places(self) -> dict[str, Block]:
        """Return the block of every resource, data source and module call by its address without indices."""
        found: dict[str, Block] = {}
        for module in self.modules.values():
            for kind in ("resource", "data"):
                for block in module.blocks(kind):
                    # An override file repeats a block; the place is where the block was first written.
                    found.setdefault(module.addressed(block), block)
            for block in module.blocks("module"):
                found.setdefault(".".join(f"module.{name}" for name in (*module.path, *block.labels)), block)
        return found


def unindexed(address: str) -> str:
    """Return an address without the keys of `count` and `for_each`."""
    return _INDEX.sub("", address)


def read_tree(folder: Path, texts: Mapping[Path, str] | None = None) -> Tree:
    """Read a root module and everything it calls; `texts` stand for what is in the files of those paths."""
    manifest = read_manifest(folder)
    modules: dict[tuple[str, ...], Module] = {}
    missing: list[Call] = []
    todo = [read_module(folder, (), texts)]
    while todo:
        module = todo.pop(0)
        modules[module.path] = module
        for block, source in _calls(module):
            found = _found(module, block, source, manifest)
            if found and len(module.path) < _DEEPEST:
                todo.append(read_module(found, (*module.path, *block.labels), texts))
            elif not found:
                missing.append(Call(block=block, source=source))
    return Tree(folder=folder, modules=modules, missing=tuple(missing))


def read_manifest(folder: Path) -> dict[str, Path]:
    """Return the folders of the modules that `terraform init` has installed, by their dotted path."""
    try:
        said = json.loads((folder / MANIFEST).read_bytes())
        entries = [(str(one["Key"]), Path(str(one["Dir"]))) for one in said["Modules"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {key: _joined(folder, place) for key, place in entries if key}


def is_local(source: str) -> bool:
    """Tell whether a module's source is a folder beside the one that calls it."""
    return source.startswith(("./", "../")) or source in {".", ".."}


def _calls(module: Module) -> Iterator[tuple[Block, str]]:
    for block in module.blocks("module"):
        said = block.arguments.get("source")
        if said and len(block.labels) == 1:
            yield block, unquoted(said.text) or said.text


def _found(module: Module, block: Block, source: str, manifest: Mapping[str, Path]) -> Path | None:
    key = ".".join((*module.path, *block.labels))
    found = _joined(module.folder, Path(source)) if is_local(source) else manifest.get(key)
    return found if found and found.is_dir() else None


def _joined(folder: Path, below: Path) -> Path:
    """Join paths as Terraform does: by their text, whatever links there are on the way."""
    return Path(os.path.normpath(folder / below))
