"""The package's face is for its users: our own modules take nothing from it but the version."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

import sealane
from tests.architecture.checkout import PACKAGE, python_files, shown, tree_of


def taken_from_face(tree: ast.AST) -> list[str]:
    """Name what a tree takes from `sealane` itself, the version excepted, as `line: what`."""
    return [f"{line}: {what}" for line, what in _taken(tree) if what != "__version__"]


def _taken(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "sealane":
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.Import):
            yield from ((node.lineno, "sealane") for alias in node.names if alias.name == "sealane")


def test_modules_take_only_the_version() -> None:
    """The import contracts look past the face, so no module of ours may reach another through it."""
    found = {shown(path): taken_from_face(tree_of(path)) for path in python_files(PACKAGE)}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from sealane import __version__", []),
        ("from sealane.errors import Problem", []),
        ("import sealane.errors", []),
        ("from sealane import plan", ["1: plan"]),
        ("import sealane", ["1: sealane"]),
        ("from sealane import __version__, verbs", ["1: verbs"]),
    ],
)
def test_detour_is_reported(source: str, expected: list[str]) -> None:
    """Everything but the version is named with its line."""
    assert taken_from_face(ast.parse(source)) == expected


@pytest.mark.parametrize("name", sealane.__all__)
def test_listed_name_can_be_imported(name: str) -> None:
    """Each name of the Python API is there, and one that is not listed raises as Python's own would."""
    assert getattr(sealane, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing_of_that_name'"):
        _ = sealane.nothing_of_that_name
