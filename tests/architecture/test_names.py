"""Names come from the subject, never from a pattern."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from tests.architecture.checkout import ROOT, python_files, shown

BANNED = frozenset(
    {
        *("base", "common", "core", "engine", "helper", "helpers", "manager", "misc"),
        *("models", "service", "types", "util", "utils"),
    },
)


def names_nothing(path: PurePath) -> bool:
    """Tell whether a module or one of its folders has a name that could stand for anything."""
    return any(part.lower().strip("_") in BANNED for part in path.with_suffix("").parts)


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks"])
def test_no_module_has_an_empty_name(folder: str) -> None:
    """No module and no package has a name that says nothing about its content."""
    files = python_files(ROOT / folder)
    assert [shown(path) for path in files if names_nothing(path.relative_to(ROOT / folder))] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sealane/utils.py", True),
        ("sealane/core/plan.py", True),
        ("sealane/_helpers.py", True),
        ("sealane/terraform/files/service.py", True),
        ("sealane/terraform/files/services.py", False),
        ("sealane/spec/basement.py", False),
    ],
)
def test_empty_name_is_recognised(name: str, *, expected: bool) -> None:
    """Whole words of the path count, wherever they stand, and parts of words do not."""
    assert names_nothing(Path(name)) is expected
