"""The checkout as the architecture tests see it: its root, its tracked files, its source as syntax trees."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "sealane"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked_files() -> tuple[Path, ...]:
    """List what git holds and what it would add, without what was deleted but not yet committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


def python_files(folder: Path) -> tuple[Path, ...]:
    """List the tracked Python files at or below a folder."""
    return tuple(path for path in tracked_files() if path.suffix == ".py" and path.is_relative_to(folder))


def tree_of(path: Path) -> ast.Module:
    """Parse one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions_in(tree: ast.AST) -> tuple[Function, ...]:
    """List every function of a tree, nested ones and methods included."""
    return tuple(node for node in ast.walk(tree) if isinstance(node, Function))


def shown(path: Path) -> str:
    """Name a file as a reader of a failure wants it: from the root of the checkout."""
    return path.relative_to(ROOT).as_posix()
