"""Tests use the real parts, and what cannot run is a failure."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.checkout import ROOT, python_files, shown, tree_of

_EXCUSES = frozenset({"importorskip", "skip", "skipif", "skipIf", "skipUnless", "xfail", "expectedFailure", "SkipTest"})
_MOCKS = frozenset({"mock", "pytest_mock"})


def excuses(tree: ast.AST) -> list[str]:
    """Name each mock, skip and expected failure of a tree, as `line: what`."""
    return [f"{line}: {what}" for line, what in sorted(_found(tree))]


def _found(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="pytest" | "unittest"), attr=name) if name in _EXCUSES:
                yield node.lineno, name
            case ast.Attribute(value=ast.Attribute(attr="mark"), attr=name) if name in _EXCUSES:
                yield node.lineno, name
            case ast.ImportFrom(module=str(module), names=names):
                found = [alias.name for alias in names if alias.name in _EXCUSES | _MOCKS]
                yield from ((node.lineno, name) for name in found or _MOCKS.intersection(module.split(".")))
            case ast.Import(names=names):
                yield from ((node.lineno, "mock") for alias in names if _MOCKS.intersection(alias.name.split(".")))


def test_no_test_hides() -> None:
    """No test patches, skips or expects its own failure."""
    found = {shown(path): excuses(tree_of(path)) for path in python_files(ROOT / "tests")}
    assert {path: places for path, places in found.items() if places} == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from unittest import mock", ["1: mock"]),
        ("from unittest.mock import patch", ["1: mock"]),
        ("import unittest.mock", ["1: mock"]),
        ("import pytest\npytest.skip('no')", ["2: skip"]),
        ("import pytest\n@pytest.mark.xfail\ndef test_a(): ...", ["2: xfail"]),
        ("import pytest\n@pytest.mark.skipif(True, reason='')\ndef test_a(): ...", ["2: skipif"]),
        ("from pytest import skip", ["1: skip"]),
    ],
)
def test_excuse_is_reported(source: str, expected: list[str]) -> None:
    """Each way to look green without running is named with its line."""
    assert excuses(ast.parse(source)) == expected


@pytest.mark.parametrize("source", ["lines.skip()", "import pytest\n@pytest.mark.parametrize('a', [1])\ndef t(a): ..."])
def test_honest_test_is_left_alone(source: str) -> None:
    """A method that happens to be called skip, and other markers, are no excuse."""
    assert excuses(ast.parse(source)) == []
