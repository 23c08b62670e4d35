"""The documentation of the Python API is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import sealane

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


def test_the_example_runs_as_it_stands(tmp_path: Path) -> None:
    """The page's program prints the endpoints of the default task and writes the root module."""
    program = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "ecr.api com.amazonaws.us-east-1.ecr.api\n" in done.stdout
    assert (tmp_path / "infra" / "endpoints.tf").is_file()


def test_every_name_of_the_api_is_documented() -> None:
    """Each exported function and model has its row, and each error its sentence."""
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in sealane.__all__ if f"`{name}" not in text and f".{name}`" not in text] == []
