"""The committed examples are what sealane writes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.written.root_module import files_of
from tests.terraform.written.specs import EXAMPLES

SPECS = sorted(path.parent for path in EXAMPLES.glob("*/sealane.yaml"))


@pytest.mark.parametrize("example", SPECS, ids=lambda path: path.name)
def test_example_is_true(example: Path) -> None:
    """The Terraform beside an example's spec is exactly what is written from it: no file more, none less."""
    text = (example / "sealane.yaml").read_text(encoding="utf-8").replace("version: 1\n", "", 1)
    committed = {path.name: path.read_text(encoding="utf-8") for path in (example / "terraform").iterdir()}
    assert {file.name: file.text for file in files_of(text)} == committed


def test_smallest_and_largest_are_there() -> None:
    """There is the smallest spec and the largest."""
    assert {"everything", "minimal"} <= {path.name for path in SPECS}
