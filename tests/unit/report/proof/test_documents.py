"""The machine forms of a proof fit their published schemas and agree with each other."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema  # type: ignore[import-untyped]
import pytest

from sealane.report.proof import schema as proof_schema
from sealane.report.proof.sarif import as_sarif
from sealane.verdicts.acceptance import weigh
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Origin
from tests.unit.report.proof import proofs
from tests.unit.report.proof.stories import STORIES, TODAY, document, junit, sarif

SARIF = Path(__file__).parents[3] / "cases/proof_forms/sarif_schema/sarif-2.1.0-rtm.5.json"
SARIF_SCHEMA: dict[str, Any] = json.loads(SARIF.read_text(encoding="utf-8"))
# What the schemas of Jenkins (its xunit plugin's junit-10.xsd) and Surefire both allow: for each element the attributes
# that it must have, those that it may have, and its children.
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"skipped"}, {"testcase"}),
    "testcase": ({"name"}, {"classname"}, {"failure", "error", "skipped"}),
    "failure": (set(), {"message", "type"}, set()),
    "error": (set(), {"message", "type"}, set()),
    "skipped": (set(), {"message", "type"}, set()),
}


@pytest.mark.parametrize("story", list(STORIES))
def test_document_fits_the_published_schema(story: str) -> None:
    """Every document of a proof is what `sealane schema report` promises."""
    jsonschema.Draft202012Validator(proof_schema.schema()).validate(document(story))


def test_the_schema_refuses_what_is_wrong() -> None:
    """A verdict that does not exist, a finding without its line and a missing list are refused."""
    validator = jsonschema.Draft202012Validator(proof_schema.schema())
    jsonschema.Draft202012Validator.check_schema(proof_schema.schema())
    wounded: Any = document("one_finding")
    assert not validator.is_valid({**wounded, "verdict": "perhaps"})
    assert not validator.is_valid({key: value for key, value in wounded.items() if key != "services"})
    del wounded["services"][0]["findings"][0]["line"]
    assert not validator.is_valid(wounded)


def test_document_is_as_designed() -> None:
    """The fields that scripts rely on are there, with file and line of the block and every step that is stopped."""
    told: Any = document("one_finding")
    assert (told["schema"], told["verdict"]) == ("sealane/proof/1", "fails")
    assert told["source"] == {"kind": "terraform-plan", "name": "plan.json"}
    service = told["services"][0]
    assert (service["origin"], service["starts"], service["sealed"]) == ("aws_ecs_service.app", "fails", "holds")
    step = next(one for one in service["steps"] if one["step"] == "registry-login")
    assert (step["host"], step["port"], step["cause"]) == (proofs.HOST, 443, "task-group-egress")
    finding = service["findings"][0]
    assert (finding["file"], finding["line"], finding["step"]) == ("security.tf", 12, "registry-login")
    assert finding["steps"] == ["registry-login", "image-manifest"]
    assert finding["fix"]["terraform"].startswith("resource ")
    assert finding["accepted"] is None


def test_what_is_accepted_stays_in_the_document() -> None:
    """An accepted finding keeps its place with the reason, the seal stays broken, and only the verdict changes."""
    told: Any = document("leak_accepted")
    assert told["verdict"] == told["services"][0]["verdict"] == "holds"
    assert told["services"][0]["sealed"] == "fails"
    accepted = told["services"][0]["findings"][0]["accepted"]
    assert (accepted["because"], accepted["until"]) == ("the payment provider has no PrivateLink yet", "2026-12-31")
    assert document("leak")["verdict"] == "fails"


@pytest.mark.parametrize("story", list(STORIES))
def test_sarif_fits_the_published_schema(story: str) -> None:
    """Every SARIF log is what the standard allows, with a file and a line in every result and a rule for each."""
    log: Any = sarif(story)
    jsonschema.Draft4Validator(SARIF_SCHEMA).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert not place["artifactLocation"]["uri"].startswith("/")
        assert result["message"]["text"]


def test_the_sarif_schema_refuses_what_is_wrong() -> None:
    """A level that does not exist is refused, so the check above can fail."""
    log: Any = sarif("one_finding")
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not jsonschema.Draft4Validator(SARIF_SCHEMA).is_valid(log)


def _fingerprints(*services: Any) -> list[str]:
    results = as_sarif(weigh(proofs.proof(*services), (), TODAY))["runs"][0]["results"]
    return [result["partialFingerprints"]["sealane/v1"] for result in results]


def test_fingerprints_survive_moves_and_tell_findings_apart() -> None:
    """A finding whose block moves to another line or file stays the same; another block or cause is another finding."""
    moved = replace(proofs.GROUP, file="network/moved.tf", line=99)
    assert _fingerprints(proofs.closed()) == _fingerprints(proofs.closed(origin=moved))
    other = Origin("aws_security_group.other", "security.tf", 12)
    assert _fingerprints(proofs.closed()) != _fingerprints(proofs.closed(origin=other))
    both = _fingerprints(proofs.closed(), proofs.denied("aws_ecs_service.b"))
    assert len(set(both)) == 2


def test_accepted_and_undecided_are_told_in_sarif() -> None:
    """An accepted finding is a suppressed result with its reason; what nobody knows is a notification of the run."""
    accepted: Any = sarif("leak_accepted")
    suppression = accepted["runs"][0]["results"][0]["suppressions"][0]
    assert (suppression["status"], suppression["justification"]) == (
        "accepted",
        "the payment provider has no PrivateLink yet",
    )
    unknown: Any = sarif("unknown")
    notes = unknown["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert unknown["runs"][0]["results"] == []
    assert any("ec2:DescribeRouteTables" in note["message"]["text"] for note in notes)


@pytest.mark.parametrize("story", list(STORIES))
def test_junit_has_the_form_that_readers_expect(story: str) -> None:
    """Every element and attribute is one that readers know, and the counts are those of the cases."""
    root = ET.fromstring(junit(story))  # noqa: S314 - our own text
    assert root.tag == "testsuites"
    for element in root.iter():
        needed, allowed, children = JUNIT[element.tag]
        assert needed <= set(element.attrib) <= needed | allowed
        assert {child.tag for child in element} <= children
    counts = {"testcase": "tests", "failure": "failures", "error": "errors", "skipped": "skipped"}
    for suite in [root, *root.findall("testsuite")]:
        told = {tag: int(suite.attrib[name]) for tag, name in counts.items() if name in suite.attrib}
        assert told == {tag: len(list(suite.iter(tag))) for tag in told}
        assert len(told) >= len(counts) - 1


@pytest.mark.parametrize("story", list(STORIES))
def test_junit_passes_only_what_holds(story: str) -> None:
    """A reader of JUnit sees a failure for what fails, an error for what is unknown, and neither when all holds."""
    root = ET.fromstring(junit(story))  # noqa: S314 - our own text
    fails, unknown = int(root.attrib["failures"]) > 0, int(root.attrib["errors"]) > 0
    verdict = Verdict.FAILS if fails else Verdict.UNKNOWN if unknown else Verdict.HOLDS
    assert verdict is STORIES[story]().verdict


def test_markdown_fits_a_comment() -> None:
    """The comment about two hundred services is shorter than GitHub takes, and its folds are closed again."""
    text = (SARIF.parents[1] / "many" / "comment.md").read_text(encoding="utf-8")
    assert len(text) < 65_536
    assert text.count("<details") == text.count("</details>") > 0
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in text.splitlines() if row.startswith("| ❌"))
