"""Sealane's own modules, found without looking for them, which takes a third of the time to import them.

Python asks each folder's finder for each of three hundred modules, and puts the same paths together again and again.
But the place of a module of this package follows from its name, and what was compiled of it stands beside. Where
anything is not as expected, as with a source that has changed since, Python goes its own way.
"""

from __future__ import annotations

import marshal
import os
import sys
from _frozen_importlib_external import MAGIC_NUMBER

# Type checkers take this name for true; importing it from `typing` would cost every start.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec, SourceFileLoader
    from types import CodeType, ModuleType
else:
    # The same classes, without the import that gives them names.
    ModuleSpec, SourceFileLoader = type(__spec__), type(__spec__.loader)

_OWN = f"{__name__.partition('.')[0]}."
_TAG = sys.implementation.cache_tag
_WORD = 0xFFFFFFFF
# https://peps.python.org/pep-0552/: a magic number, no flags for what is held against time and size, and those two.
_HEAD = 16
_COMMON = MAGIC_NUMBER + bytes(4)


def find_quickly() -> None:
    """Find sealane's modules from now on by their names, where they are files compiled in the common way."""
    common = type(__spec__.loader).__name__ in {"SourceFileLoader", "Loader"} and _TAG is not None
    if common and not sys.flags.optimize and sys.pycache_prefix is None and Finder not in sys.meta_path:
        sys.meta_path.insert(0, Finder)


class Finder:
    """What Python asks for a module first."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return where a module is, with its code; nothing for others, and for one that is not compiled."""
        del target
        if not name.startswith(_OWN) or path is None or len(path) != 1:
            return None
        folder, last = path[0], name.rpartition(".")[2]
        return _at(name, folder, last) or _at(name, f"{folder}/{last}", "__init__")


def _at(name: str, folder: str, stem: str) -> ModuleSpec | None:
    source, compiled = f"{folder}/{stem}.py", f"{folder}/__pycache__/{stem}.{_TAG}.pyc"
    try:
        code = _code_of(compiled, os.stat(source))  # noqa: PTH116 - pathlib is not imported yet
    except (OSError, EOFError, ValueError, TypeError):
        return None
    if code is None:
        return None
    found = ModuleSpec(name, Loader(name, source, code), origin=source)
    found.has_location = True
    found.cached = compiled
    if stem == "__init__":
        found.submodule_search_locations = [folder]
    return found


def _code_of(compiled: str, source: os.stat_result) -> CodeType | None:
    """Return what is compiled, if it is of this very source."""
    with open(compiled, "rb", buffering=0) as file:  # noqa: PTH123 - as above
        content = file.read()
    of = (int(source.st_mtime) & _WORD).to_bytes(4, "little") + (source.st_size & _WORD).to_bytes(4, "little")
    if content[:_HEAD] != _COMMON + of:
        return None
    code: CodeType = marshal.loads(memoryview(content)[_HEAD:])  # noqa: S302 - Python itself would load it
    return code


class Loader(SourceFileLoader):
    """Python's own loader, with the code at hand."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        """Take the code beside the name and the path."""
        super().__init__(name, path)
        self._code: CodeType | None = code

    def exec_module(self, module: ModuleType) -> None:
        """Run the module; one that is run once more is read again."""
        code, self._code = self._code, None
        if code is None:
            super().exec_module(module)
        else:
            exec(code, module.__dict__)  # noqa: S102 - what Python's own loader does
