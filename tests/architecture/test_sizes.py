"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast
import statistics
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.checkout import PACKAGE, ROOT, functions_in, python_files, shown, tree_of

MEDIAN_LINES = 120
FILE_LINES = 400
FUNCTION_LINES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A file that may be longer, why, and since when."""

    path: str
    lines: int
    reason: str
    date: str


EXEMPTIONS: tuple[Exemption, ...] = ()

_ALLOWED = {exemption.path: exemption.lines for exemption in EXEMPTIONS}
_LOOKED_AT = (PACKAGE, ROOT / "tests", ROOT / "benchmarks")


def lines_of(path: Path) -> int:
    """Count lines, comments and blanks included."""
    return len(path.read_text(encoding="utf-8").splitlines())


def long_functions(tree: ast.AST, limit: int) -> list[str]:
    """Name the functions that are longer than the limit; decorators and the docstring are not counted."""
    return [f"{function.name} ({length})" for function in functions_in(tree) if (length := _length(function)) > limit]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    docstring = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def test_median_file_is_short() -> None:
    """Half of the source files have fewer lines than the limit for the median."""
    assert statistics.median(lines_of(path) for path in python_files(PACKAGE)) < MEDIAN_LINES


def test_no_file_is_long() -> None:
    """No file is longer than the limit, except where the table above says why."""
    files = [path for folder in _LOOKED_AT for path in python_files(folder)]
    limits = {path: _ALLOWED.get(shown(path), FILE_LINES) for path in files}
    assert [f"{shown(path)}: {lines_of(path)}" for path in files if lines_of(path) > limits[path]] == []


def test_no_function_is_long() -> None:
    """No function is longer than the limit."""
    files = [path for folder in _LOOKED_AT for path in python_files(folder)]
    found = {shown(path): long_functions(tree_of(path), FUNCTION_LINES) for path in files}
    assert {path: names for path, names in found.items() if names} == {}


def test_every_exemption_is_needed() -> None:
    """An exemption names an existing file that is over the general limit, so the table never outlives its reason."""
    assert [entry.path for entry in EXEMPTIONS if lines_of(ROOT / entry.path) <= FILE_LINES] == []


@pytest.mark.parametrize(("statements", "expected"), [(39, []), (40, ["long (41)"])])
def test_long_function_is_reported(statements: int, expected: list[str]) -> None:
    """A function at the limit passes and one line more is named with its length."""
    source = "def long() -> None:\n    '''Docstrings do not count.'''\n" + "    pass\n" * statements
    assert long_functions(ast.parse(source), FUNCTION_LINES) == expected
