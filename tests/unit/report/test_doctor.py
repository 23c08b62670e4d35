"""What the doctor found, in words and as a document."""

from __future__ import annotations

from sealane.errors import Problem
from sealane.report.doctor import as_json, as_text
from sealane.report.style import PLAIN, Style
from sealane.verbs.doctor import Finding, Health

LACK = Problem(code="terraform-missing", what="no Terraform was found", hint="`pip install x`")
FINE = Finding(name="python", health=Health.FINE, found="3.11")
MISSING = Finding(name="terraform", health=Health.MISSING, found=LACK.what, problem=LACK)
LIMITED = Finding(name="sandbox", health=Health.LIMITED, found="no moto", problem=Problem(code="no-moto", what="no"))


def test_marks_tell_three_kinds_apart() -> None:
    """Fine, limited and missing have marks of their own, also without Unicode; a lack is drawn below with its help."""
    lines = as_text((FINE, LIMITED, MISSING), PLAIN).splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["ok", "!", "x"]
    assert "warning: No [no-moto]" in lines
    assert "error: No Terraform was found [terraform-missing]" in lines
    assert "  help  `pip install x`" in lines
    assert as_text((FINE,), Style()).split()[0] == "✓"


def test_all_well_has_nothing_to_add() -> None:
    """Without a lack there is the table alone."""
    assert as_text((FINE,), PLAIN) == "ok  python  3.11"


def test_one_lack_is_explained_once() -> None:
    """Two findings with the same cause share one explanation, with the graver of the two words."""
    provider = Finding(name="AWS provider", health=Health.MISSING, found=LACK.what, problem=LACK)
    text = as_text((MISSING, provider), PLAIN)
    assert text.count("[terraform-missing]") == 1


def test_document() -> None:
    """Each finding has its health and its problem, or none."""
    fine, missing = as_json((FINE, MISSING))["findings"]
    assert fine == {"name": "python", "health": "fine", "found": "3.11", "problem": None}
    assert (missing["health"], missing["problem"]["code"]) == ("missing", "terraform-missing")
