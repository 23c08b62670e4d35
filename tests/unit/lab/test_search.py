"""Programs are found where the user's PATH says, and where it says nothing of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from sealane.lab.search import USUAL, search_path


def test_folders_of_administration_are_looked_into_too(tmp_path: Path) -> None:
    """A program that PATH leads to comes first, and one beside every PATH is found all the same."""
    mine = tmp_path / "sh"
    mine.write_text("#!/bin/sh\n")
    mine.chmod(0o755)
    assert shutil.which("sh", path=search_path({"PATH": str(tmp_path)})) == str(mine)
    assert shutil.which("sh", path=search_path({"PATH": "/nowhere"})) not in {None, str(mine)}
    assert search_path({}) == USUAL
