"""Write the drawing on the first page of the documentation, `docs/pictures/minimal.svg`, as `sealane graph` draws it.

Run it after a change of the drawing: `.venv/bin/python tests/tools/write_pictures.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "pictures" / "minimal.svg"
# The plan of `examples/minimal`.
PLAN = ROOT / "tests" / "cases" / "plan_reading" / "minimal" / "plan.json"


def picture() -> str:
    """Return the drawing."""
    with TemporaryDirectory() as folder:
        shutil.copy(PLAN, Path(folder, "plan.json"))
        command = [str(Path(sys.executable).with_name("sealane")), "graph", "plan.json"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        drawn: str = done.stdout
    return drawn


def main() -> None:
    """Write the file."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
