"""What GitLab asks of a code quality report, and what a proof says in one."""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from sealane.report.proof.code_quality import as_code_quality
from sealane.verdicts.acceptance import weigh
from sealane.world.values import Origin
from tests.unit.report.proof import proofs
from tests.unit.report.proof.stories import ACCEPTED, STORIES, TODAY

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
_ENTRY: dict[str, Any] = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1},
        "check_name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}(-[0-9]+)?$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": "^(?!\\./|/)."},
                "lines": {"type": "object", "properties": {"begin": {"type": "integer", "minimum": 1}}},
            },
        },
    },
}
GITLAB = jsonschema.Draft202012Validator({"type": "array", "items": _ENTRY})


def told(story: str) -> list[dict[str, Any]]:
    """Return a story as a report, read back from JSON."""
    read: list[dict[str, Any]] = json.loads(json.dumps(as_code_quality(STORIES[story]())))
    return read


@pytest.mark.parametrize("story", list(STORIES))
def test_gitlab_takes_every_story(story: str) -> None:
    """Each entry has what GitLab asks for, and no two have one fingerprint, for only one of them would be shown."""
    entries = told(story)
    GITLAB.validate(entries)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_entries_say_what_the_proof_says() -> None:
    """A fault is major at its line, a broken seal critical, advice information, a doubt minor in the source."""
    entries = {entry["check_name"]: entry for entry in told("everything")}
    closed = entries["task-group-egress"]
    assert (closed["severity"], closed["location"]) == ("major", {"path": "security.tf", "lines": {"begin": 12}})
    assert "; it stops registry-login, image-manifest of aws_ecs_service.app. Let the task" in closed["description"]
    assert (entries["single-zone"]["severity"], entries["not-known"]["severity"]) == ("info", "minor")
    assert entries["not-known"]["location"]["path"] == "plan.json"
    assert [(entry["check_name"], entry["severity"]) for entry in told("leak")] == [("internet-by-nat", "critical")]


def test_what_is_accepted_and_what_holds_is_no_entry() -> None:
    """A report is empty when nothing has to be changed."""
    assert told("healthy") == []
    assert as_code_quality(weigh(proofs.proof(proofs.leaking()), ACCEPTED[:1], TODAY)) == []


def test_equal_findings_of_two_places_are_two_entries() -> None:
    """Two blocks of one name in two files are both shown, and keep their fingerprints from run to run."""
    twins = [proofs.closed(f"a{file}", Origin("aws_security_group.own", f"./{file}.tf", 3)) for file in ("one", "two")]
    first, second = as_code_quality(weigh(proofs.proof(*twins), (), TODAY))
    assert [one["location"]["path"] for one in (first, second)] == ["one.tf", "two.tf"]
    assert second["fingerprint"] == first["fingerprint"] + "-2"


def test_what_gitlab_refuses_is_noticed() -> None:
    """An entry without a line, a severity of another tool and a path that begins with a dot are refused."""
    (entry,) = told("leak")
    assert GITLAB.is_valid([entry])
    for wound in ({"severity": "high"}, {"location": {"path": "./a.tf", "lines": {"begin": 1}}}, {"fingerprint": ""}):
        assert not GITLAB.is_valid([{**entry, **wound}])
