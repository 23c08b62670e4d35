"""An answer is saved whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure
from sealane.verbs.saving import check_place, save


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    """Missing folders are made, nothing is left beside the file, and who has the old file open keeps reading it."""
    path = tmp_path / "a" / "b" / "answer.json"
    save(path, "old é\n")
    with path.open(encoding="utf-8") as reader:
        save(path, "new\n")
        assert reader.read() == "old é\n"
    assert path.read_text() == "new\n"
    assert [child.name for child in path.parent.iterdir()] == ["answer.json"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    """Where the new text cannot be written the old one stays, and the problem says why and what to look at."""
    path = tmp_path / "answer.txt"
    path.write_text("old")
    (tmp_path / f".answer.txt.{os.getpid()}.part").mkdir()
    with pytest.raises(EnvironmentFailure) as raised:
        save(path, "new")
    (problem,) = raised.value.problems
    assert (problem.code, dict(problem.facts)) == ("not-writable", {"reason": "Is a directory"})
    assert f"`ls -ld {tmp_path}`" in problem.hint
    assert path.read_text() == "old"


def test_a_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    """A path through a file is refused, and the file is untouched."""
    (tmp_path / "file").write_text("here")
    with pytest.raises(EnvironmentFailure, match="not-writable"):
        save(tmp_path / "file" / "answer.txt", "new")
    assert [child.name for child in tmp_path.iterdir()] == ["file"]


def test_a_place_is_looked_at_beforehand(tmp_path: Path) -> None:
    """A new file, an old one, one in folders still to be made will do; a folder or a path through a file will not."""
    (tmp_path / "file").write_text("here")
    for name in ("new.json", "file", "a/b/c.json"):
        check_place(tmp_path / name)
    assert [child.name for child in tmp_path.iterdir()] == ["file"]
    for path in (tmp_path, tmp_path / "file" / "answer.json", tmp_path / "file" / "deeper" / "answer.json"):
        with pytest.raises(EnvironmentFailure, match="not-writable"):
            check_place(path)
