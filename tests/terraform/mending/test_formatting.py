"""What is written into a user's file is what `terraform fmt` would have written."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from sealane.terraform import binary
from tests.unit.verbs.mending.styles import drafted
from tests.unit.verbs.mending.table import CASES


def test_changes_are_formatted(tmp_path: Path) -> None:
    """Every file that is formatted before its change is formatted after it."""
    for name, case in CASES.items():
        if case.lines:
            file = name.replace(" ", "-").replace("`", "").replace(",", "")
            (tmp_path / f"{file}.before.tf").write_text(case.text)
            (tmp_path / f"{file}.tf").write_text(drafted(case.made(case.text)))
    command = [*binary.find(os.environ).command, "fmt", "-list=true", "-write=false", str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.split() == []
