"""What each form says of each story is what its case folder holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.report.proof.stories import FILES, STORIES, rendered

CASES = Path(__file__).parents[3] / "cases" / "proof_forms"
PLACES = [(story, file) for story in STORIES for file in FILES]


@pytest.mark.parametrize(("story", "file"), PLACES)
def test_story_is_told_as_its_case_has_it(story: str, file: str) -> None:
    """A form tells a story word for word as the committed file does (`tests/tools/write_proof_cases.py` writes it)."""
    assert rendered(story, file) == (CASES / story / file).read_text(encoding="utf-8")


def test_every_case_is_told() -> None:
    """No folder of a story is left without its test, and none is longer than a reviewer reads."""
    found = {(path.parent.name, path.name): path for path in CASES.glob("*/*") if path.parent.name != "sarif_schema"}
    assert set(found) == set(PLACES)
    assert [name for name, path in found.items() if len(path.read_text(encoding="utf-8").splitlines()) > 200] == []
