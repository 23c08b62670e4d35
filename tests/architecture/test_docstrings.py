"""Every module, public class, public function and test says what it is for."""

from __future__ import annotations

import ast

from tests.architecture.checkout import PACKAGE, ROOT, functions_in, python_files, shown, tree_of


def silent(tree: ast.Module) -> list[str]:
    """Name the module, public classes and public functions of a tree that have no docstring."""
    module = [] if ast.get_docstring(tree) else ["the module"]
    return module + [node.name for node in _public(tree) if not ast.get_docstring(node)]


def _public(scope: ast.Module | ast.ClassDef) -> list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    found: list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef] = []
    for node in scope.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            found.append(node)
            found.extend(_public(node) if isinstance(node, ast.ClassDef) else [])
    return found


def silent_tests(tree: ast.Module) -> list[str]:
    """Name the tests of a tree that do not state their behaviour."""
    tests = (function for function in functions_in(tree) if function.name.startswith("test_"))
    return [function.name for function in tests if not ast.get_docstring(function)]


def test_source_explains_itself() -> None:
    """Every module, public class and public function under src has a docstring."""
    found = {shown(path): silent(tree_of(path)) for path in python_files(PACKAGE)}
    assert {path: names for path, names in found.items() if names} == {}


def test_tests_state_their_behaviour() -> None:
    """Every test has a docstring and so does its module."""
    files = python_files(ROOT / "tests")
    found = {shown(path): [*silent_tests(tree_of(path)), *silent(tree_of(path))] for path in files}
    assert {path: names for path, names in found.items() if names} == {}


def test_silence_is_reported() -> None:
    """What has no docstring is named, inside classes too, and what is private may stay silent."""
    shown = "class Shown:\n    def said(self): 'Said.'\n    def unsaid(self): ...\n"
    hidden = "def _private(): ...\nclass _Hidden:\n    def met(self): ...\n"
    assert silent(ast.parse(shown + hidden)) == ["the module", "Shown", "unsaid"]
    assert silent(ast.parse('"""Said."""\n')) == []


def test_silent_test_is_reported() -> None:
    """A test without a docstring is named, and one with a docstring is not."""
    assert silent_tests(ast.parse("def test_a(): ...\ndef test_b(): 'Holds.'\n")) == ["test_a"]
