"""A file is put in its place whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sealane.terraform.placing import SHARED, put


def test_who_reads_the_old_file_keeps_it(tmp_path: Path) -> None:
    """The new content takes the place of the old in one step, and nothing is left beside it."""
    path = tmp_path / "file"
    put(path, b"old")
    with path.open("rb") as reader:
        put(path, b"new", durable=True)
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"
    assert [child.name for child in tmp_path.iterdir()] == ["file"]


def test_a_file_is_private_unless_it_is_to_be_shared(tmp_path: Path) -> None:
    """Only its owner reads it; a shared one is as the user's mask has it, whatever was there before."""
    path = tmp_path / "file"
    before = os.umask(0o027)
    try:
        put(path, b"")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        put(path, b"", mode=SHARED)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    finally:
        os.umask(before)


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    """Where the file cannot take its place, what was written beside it is removed."""
    (tmp_path / "file" / "inner").mkdir(parents=True)
    with pytest.raises(OSError, match="file"):
        put(tmp_path / "file", b"new")
    assert [child.name for child in tmp_path.iterdir()] == ["file"]
