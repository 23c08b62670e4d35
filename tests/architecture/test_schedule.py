"""What the schedule of the tests names exists, and splitting a file doubles no fixture that takes long."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.checkout import ROOT, Function, functions_in, tree_of
from tests.schedule import FIRST, SPLIT, rank, unit


def is_wide(function: Function) -> bool:
    """Tell whether a function is a fixture that tests of its module share."""
    calls = (one for one in function.decorator_list if isinstance(one, ast.Call))
    return any(word.arg == "scope" for call in calls for word in call.keywords)


@pytest.mark.parametrize("name", sorted({*FIRST, *SPLIT}))
def test_named_file_exists(name: str) -> None:
    """A file or folder of the schedule is there."""
    found = ROOT / name
    assert found.exists() or list(found.parent.glob(f"{found.name}*"))


@pytest.mark.parametrize("name", SPLIT)
def test_split_file_shares_nothing(name: str) -> None:
    """A file whose tests go to different workers has no fixture of its own that they share."""
    assert not [function.name for function in functions_in(tree_of(ROOT / name)) if is_wide(function)]


def test_shared_fixture_is_seen() -> None:
    """A fixture with a scope is told from one without."""
    text = "@pytest.fixture(scope='module')\ndef wide(): ...\n@pytest.fixture\ndef narrow(): ...\n"
    assert [function.name for function in functions_in(ast.parse(text)) if is_wide(function)] == ["wide"]


def test_order_and_units() -> None:
    """Long files come first, tests of a split file are units of their own, and those of others go together."""
    assert rank("tests/journeys/test_main_job.py::test_a") < rank("tests/journeys/test_x.py::test_a")
    assert rank("tests/journeys/test_x.py::test_a") < rank("tests/unit/test_x.py::test_a")
    assert unit(f"{SPLIT[0]}::test_a[x::y]") == f"{SPLIT[0]}::test_a[x::y]"
    assert unit("tests/unit/test_x.py::test_a[x::y]") == "tests/unit/test_x.py"
