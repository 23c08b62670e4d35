"""Where the benchmarks find the commands they run, and where they may write."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "benchmarks" / ".work"
PYTHON = sys.executable
SEALANE = str(Path(sys.executable).with_name("sealane"))


def fresh(name: str) -> Path:
    """Return an empty folder under the benchmarks' own."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
