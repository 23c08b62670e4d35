"""What a plan would change, in words and as a document."""

from __future__ import annotations

import pytest

from sealane.errors import Problem
from sealane.report.changes import as_json, as_text, counts
from sealane.report.style import PLAIN, Style
from sealane.verbs.gate import Judgement
from tests.unit.report.planned import SANDBOX, change, planned

EVERY = planned(
    change("aws_a.one", "create"),
    change("aws_b.two", "update"),
    change("aws_c.three", "replace", "cannot_update"),
    change("aws_d.four", "delete"),
)


def test_each_change_has_its_mark() -> None:
    """Creations, updates, replacements with their reason, and removals are marked as Terraform marks them."""
    assert as_text(EVERY, PLAIN).splitlines()[:5] == [
        "    + aws_a.one",
        "    ~ aws_b.two",
        "  -/+ aws_c.three  (cannot update)",
        "    - aws_d.four",
        "2 to add, 1 to change, 2 to remove",
    ]


def test_a_replacement_counts_twice() -> None:
    """It adds one and removes one; a plan without changes counts nothing."""
    assert counts(EVERY) == (2, 1, 2)
    assert counts(planned()) == (0, 0, 0)


def test_nothing_to_do_is_said() -> None:
    """A plan without changes says so instead of counting zeros."""
    text = as_text(planned(), PLAIN)
    assert text.startswith("no changes: what exists is what the spec asks for")
    assert "to add" not in text
    assert "no changes" not in as_text(EVERY, PLAIN)


def test_an_unknown_action_is_not_hidden() -> None:
    """What a newer Terraform calls something else is listed with a question mark."""
    assert as_text(planned(change("aws_a.one", "forget")), PLAIN).startswith("    ? aws_a.one")


@pytest.mark.parametrize("verdict", ["holds", "fails", "unknown"])
def test_a_judgement_is_told(verdict: str) -> None:
    """Its problems are drawn and are in the document; a judgement without problems has none."""
    problem = Problem(code="endpoint-missing", what="no endpoint serves ecr.api")
    judged = planned(judgement=Judgement(verdict=verdict, problems=(problem,)))
    assert "No endpoint serves ecr.api [endpoint-missing]" in as_text(judged, PLAIN)
    assert as_json(judged)["verdict"] == verdict
    assert [each["code"] for each in as_json(judged)["problems"]] == ["endpoint-missing"]
    assert "endpoint-missing" not in as_text(planned(), PLAIN)
    assert (as_json(planned())["verdict"], as_json(planned())["problems"]) == ("holds", [])
    assert "proof" not in as_json(planned())
    assert as_json(planned(), {"verdict": "holds"})["proof"] == {"verdict": "holds"}


def test_document_names_what_a_script_needs() -> None:
    """Region, folder, whether it is the sandbox, and each change with its type."""
    document = as_json(EVERY)
    assert (document["schema"], document["region"], document["folder"]) == ("sealane/plan/1", "us-east-1", "work")
    assert document["changes"][2] == {"address": "aws_c.three", "type": "aws_c", "action": "replace"}
    assert (document["sandbox"], as_json(planned(sandbox=SANDBOX))["sandbox"]) == (False, True)


def test_colour_changes_no_word() -> None:
    """With colour the same words are there."""
    coloured = as_text(EVERY, Style(colour=True))
    assert "\x1b[32m" in coloured
    assert "aws_c.three" in coloured
