"""`explain` and `schema` as commands."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from sealane.verdicts.cause import Cause
from tests.unit.cli.test_start import run

PAGES = Path(__file__).parents[3] / "docs" / "causes"


def test_a_cause_is_explained_in_every_form(tmp_path: Path) -> None:
    """Text, JSON and the page itself can be had, also as files by their endings."""
    text = run("explain", "vpc-dns-off", COLUMNS="80")
    assert (text.returncode, text.stderr) == (0, "")
    assert text.stdout.startswith("vpc-dns-off\n")
    told = json.loads(run("explain", "vpc-dns-off", "--format", "json").stdout)
    assert told["cause"] == "vpc-dns-off"
    done = run("explain", "vpc-dns-off", "--output", "page.md", "--output", "page.json", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == (PAGES / "vpc-dns-off.md").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "page.json").read_text(encoding="utf-8")) == told


def test_all_causes_are_listed() -> None:
    """Without a code every code stands on stdout."""
    done = run("explain", COLUMNS="160")
    assert done.returncode == 0
    assert all(f"\n{cause} " in f"\n{done.stdout}" for cause in Cause)


def test_an_unknown_cause_is_answered_with_the_nearest() -> None:
    """A slip exits 2 with the code that was meant, and prints nothing on stdout."""
    done = run("explain", "endpoint-mising")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `endpoint-missing`?" in done.stderr


def test_an_explanation_reads_no_file() -> None:
    """The text is in the package: it is told from a folder that has no `docs/`."""
    done = run("explain", "single-zone", folder=Path("/"))
    assert done.returncode == 0
    assert "single-zone" in done.stdout


@pytest.mark.parametrize("name", ["spec", "report", "trace", "decision"])
def test_every_schema_is_one(name: str) -> None:
    """Each name prints a JSON Schema that a validator takes."""
    schema = json.loads(run("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["type"] == "object"
