"""What in a syntax tree reaches outside: files, the environment, the clock, chance, processes, the terminal.

Import contracts see which modules meet; they cannot see `open`, `os.environ` or the time of day.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

_MODULES = frozenset(
    {
        *("asyncio", "boto3", "botocore", "fcntl", "ftplib", "getpass", "glob", "http", "httpx", "importlib.resources"),
        *("locale", "logging", "multiprocessing", "os", "pkgutil", "platform", "pyroute2", "random", "requests"),
        *("secrets", "select", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile"),
        *("threading", "time", "urllib.request", "uuid"),
    },
)
_CALLS = frozenset({"__import__", "breakpoint", "compile", "eval", "exec", "input", "open", "print"})
# Methods that ask the clock (of datetime and date) or the disk (of pathlib.Path), whatever the object is called.
_METHODS = frozenset(
    {
        *("now", "utcnow", "today"),
        *("chmod", "cwd", "exists", "expanduser", "glob", "home", "is_dir", "is_file", "is_symlink", "iterdir"),
        *("lstat", "mkdir", "open", "read_bytes", "read_text", "rename", "resolve", "rglob", "rmdir", "samefile"),
        *("stat", "symlink_to", "touch", "unlink", "write_bytes", "write_text"),
    },
)
_PURE_NAMES = {"pathlib": frozenset({"PurePath", "PurePosixPath", "PureWindowsPath"})}


def impurities(tree: ast.AST) -> list[str]:
    """Describe each place of a tree that reaches outside, as `line: what`."""
    return [f"{line}: {what}" for line, what in sorted(_found(tree))]


def _found(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, f"import {name.name}") for name in names if _reaches_out(name.name))
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from _imported_from(node.lineno, module, [name.name for name in names])
            case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
                yield node.lineno, f"{name}()"
            case ast.Call(func=ast.Attribute(attr=name)) if name in _METHODS:
                yield node.lineno, f".{name}()"


def _imported_from(line: int, module: str, names: list[str]) -> Iterator[tuple[int, str]]:
    if module in _PURE_NAMES:
        names = [name for name in names if name not in _PURE_NAMES[module]]
        yield from ((line, f"from {module} import {name}") for name in names)
    elif _reaches_out(module):
        yield line, f"from {module} import {', '.join(names)}"
    else:
        yield from ((line, f"from {module} import {name}") for name in names if f"{module}.{name}" in _MODULES)


def _reaches_out(module: str) -> bool:
    parts = module.split(".")
    return module == "pathlib" or any(".".join(parts[: end + 1]) in _MODULES for end in range(len(parts)))
