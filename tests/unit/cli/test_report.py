"""`sealane report` writes the page that `prove --format html` writes, and ends as `prove` does."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.plans import plan_of
from sealane.cli.boundary import run

SEALANE = str(Path(sys.executable).with_name("sealane"))
BROKEN = [(0, "private-dns-off")]


def written(folder: Path, seed: int, *words: str) -> bytes:
    """Run sealane in a process of its own, with another order of sets, and return what it writes to stdout."""
    command = [SEALANE, *words]
    environ = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, check=False).stdout


def test_equal_sources_give_equal_bytes(tmp_path: Path) -> None:
    """Two runs, and both verbs, give the same bytes; with a date fixed by the environment the page bears it."""
    (tmp_path / "plan.json").write_bytes(plan_of(3, BROKEN))
    first = written(tmp_path, 1, "report", "plan.json")
    assert first.startswith(b"<!doctype html>")
    assert written(tmp_path, 2, "prove", "plan.json", "--format", "html") == first


@pytest.mark.parametrize(("wounds", "soft", "status"), [((), False, 0), (BROKEN, False, 1), (BROKEN, True, 0)])
def test_a_report_ends_as_a_proof_does(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    wounds: list[tuple[int, str]],
    soft: bool,
    status: int,
) -> None:
    """The exit status is that of `prove`, `--soft-fail` too, and the page is in the file that was named."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.json").write_bytes(plan_of(1, wounds))
    words = ["report", "plan.json", "-o", "filed/report.html", *(["--soft-fail"] if soft else [])]
    assert run(words) == status
    page = (tmp_path / "filed" / "report.html").read_text(encoding="utf-8")
    assert ("<title>Fails: " if wounds else "<title>Holds: ") in page
    assert page.endswith("</html>\n")
    assert capsys.readouterr().err.splitlines()[-1] == "wrote filed/report.html"


def test_a_date_stands_on_the_page_where_it_is_fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH dates the page, and without it the page has no date of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.json").write_bytes(plan_of(1))
    for epoch, dated in (("1767225600", True), ("", False)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert run(["report", "plan.json", "-o", "report.html"]) == 0
        assert ("2026-01-01 00:00 UTC" in (tmp_path / "report.html").read_text(encoding="utf-8")) is dated


def test_no_page_is_poured_into_a_terminal(tmp_path: Path) -> None:
    """On a terminal the verb asks for a file and ends with 2; into a pipe it writes."""
    (tmp_path / "plan.json").write_bytes(plan_of(1))
    command = [SEALANE, "report", "plan.json"]
    ours, theirs = pty.openpty()
    ended = subprocess.run(command, cwd=tmp_path, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    os.close(ours)
    assert ended.returncode == 2
    assert b"-o report.html" in ended.stderr
