"""Reasoning packages do no input or output, not even where an import contract cannot see it."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.checkout import PACKAGE, python_files, shown, tree_of
from tests.architecture.impurity import impurities

PURE = (
    *("grammar", "world", "spec", "startup", "verdicts", "authorization", "reachability", "proof", "fixes", "faults"),
    *("diagnosis", "pricing", "drawing", "adoption"),
    *("report", "terraform/files", "readers/capture/translate", "readers/live/translate", "readers/live/closure"),
    *("readers/plan/translate", "readers/cloudformation/translate", "lab/blueprint", "lab/survey"),
)


@pytest.mark.parametrize("package", PURE)
def test_package_reaches_nothing_outside(package: str) -> None:
    """The package exists, and no file of it touches disk, environment, clock, chance, processes or the terminal."""
    files = python_files(PACKAGE / package)
    assert files
    found = {shown(path): impurities(tree_of(path)) for path in files}
    assert {path: places for path, places in found.items() if places} == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("open('a')", ["1: open()"]),
        ("print('a')", ["1: print()"]),
        ("import os", ["1: import os"]),
        ("import os.path as p", ["1: import os.path"]),
        ("def f():\n    from os import environ", ["2: from os import environ"]),
        ("import boto3.session", ["1: import boto3.session"]),
        ("from urllib import request", ["1: from urllib import request"]),
        ("from importlib import resources", ["1: from importlib import resources"]),
        ("from datetime import datetime\ndatetime.now()", ["2: .now()"]),
        ("from pathlib import Path, PurePath", ["1: from pathlib import Path"]),
        ("import pathlib", ["1: import pathlib"]),
        ("def f(path): return path.read_text()", ["1: .read_text()"]),
        ("import time", ["1: import time"]),
    ],
)
def test_planted_reach_is_reported(source: str, expected: list[str]) -> None:
    """Each way outside is named with its line."""
    assert impurities(ast.parse(source)) == expected


@pytest.mark.parametrize(
    "source",
    [
        "from pathlib import PurePosixPath",
        "from urllib.parse import quote",
        "from datetime import timedelta",
        "from .open import opened",
        "import ipaddress, json, re",
        "def f(text): return text.replace('a', 'b')",
    ],
)
def test_pure_code_is_left_alone(source: str) -> None:
    """Arithmetic, parsing and text are not taken for input or output."""
    assert impurities(ast.parse(source)) == []
