"""What GitHub's code scanning asks of a SARIF file beyond the standard.

https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest

from sealane.report.proof.sarif import as_sarif
from sealane.verdicts.acceptance import weigh
from sealane.verdicts.cause import Cause
from sealane.world.values import Origin
from tests.unit.report.proof import proofs
from tests.unit.report.proof.stories import STORIES, TODAY, sarif

REGION = {"startLine", "startColumn", "endLine", "endColumn"}
Log = dict[str, Any]


def refusals(log: Log) -> list[str]:
    """Name what code scanning would refuse, cut or not show."""
    found = [] if log["version"] == "2.1.0" and log["$schema"].startswith("https://") else ["version"]
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        found += [f"rule {rule['id']}: {fault}" for rule in rules for fault in _of_rule(rule)]
        found += [f"result {number}: {fault}" for number, one in enumerate(run["results"]) for fault in _of_result(one)]
        prints = [result["partialFingerprints"].get("primaryLocationLineHash") for result in run["results"]]
        found += ["fingerprints that are equal"] if len(set(prints)) < len(prints) else []
        found += ["rules"] if not rules else []
        found += ["results without their rule"] if {one["ruleId"] for one in run["results"]} - _ids(rules) else []
        found += ["too many results"] if len(run["results"]) > 25_000 else []
    return found + (["size"] if len(gzip.compress(json.dumps(log).encode())) > 10_000_000 else [])


def _ids(rules: list[Log]) -> set[str]:
    return {rule["id"] for rule in rules}


def _of_rule(rule: Log) -> list[str]:
    texts = (rule["shortDescription"]["text"], rule["fullDescription"]["text"])
    properties = rule["properties"]
    score = properties.get("security-severity")
    faults = {
        "name": not 0 < len(rule["name"]) <= 255,
        "description": not all(0 < len(text) <= 1024 for text in texts),
        "help": not (rule["help"]["text"] and rule["help"]["markdown"]),
        "level": rule["defaultConfiguration"]["level"] not in {"note", "warning", "error"},
        "tags": not 0 < len(properties["tags"]) <= 10,
        "precision": properties["precision"] not in {"very-high", "high", "medium", "low"},
        "severity": ("security" in properties["tags"]) != (score is not None and 0 < float(score) <= 10),
        "problem": (score is None) != (properties.get("problem.severity") in {"error", "warning", "recommendation"}),
    }
    return [name for name, is_one in faults.items() if is_one]


def _of_result(result: Log) -> list[str]:
    place = result["locations"][0]["physicalLocation"]
    uri, region = place["artifactLocation"]["uri"], place["region"]
    print_ = result["partialFingerprints"].get("primaryLocationLineHash", "")
    faults = {
        "message": not result["message"]["text"],
        "region": set(region) != REGION or any(value < 1 for value in region.values()),
        "address": not uri or uri.startswith(("/", "./")) or bool(re.search(r"\s|\\", uri)),
        "fingerprint": not re.fullmatch(r"[0-9a-f]{32}:[1-9]\d*", print_),
        "locations": len(result["locations"]) > 10 or len(result.get("relatedLocations", [])) > 100,
    }
    return [name for name, is_one in faults.items() if is_one]


@pytest.mark.parametrize("story", list(STORIES))
def test_code_scanning_takes_every_story(story: str) -> None:
    """Nothing of a proof is refused, cut or hidden, whatever it says."""
    assert refusals(sarif(story)) == []


def test_every_run_has_the_rule_of_every_cause() -> None:
    """The rules are the same whatever was found, none is cut, and each has a score exactly when it breaks the seal."""
    healthy, broken = (sarif(story)["runs"][0]["tool"]["driver"]["rules"] for story in ("healthy", "everything"))  # type: ignore[index]  # documents
    assert healthy == broken
    assert [rule["id"] for rule in healthy] == [str(cause) for cause in Cause]
    assert not [rule["id"] for rule in healthy if rule["fullDescription"]["text"].endswith("…")]


def test_equal_findings_of_two_places_are_two_alerts() -> None:
    """Two blocks of one name in two files have fingerprints of their own, the same in every run."""
    twins = [proofs.closed(f"a{file}", Origin("aws_security_group.own", f"{file}.tf", 3)) for file in ("one", "two")]

    def told() -> list[str]:
        run = as_sarif(weigh(proofs.proof(*twins), (), TODAY))["runs"][0]
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]

    assert [one.rpartition(":")[2] for one in told()] == ["1", "2"]
    assert told() == told()


def _wounded(name: str) -> Log:
    log = sarif("leak")
    run: Log = log["runs"][0]  # type: ignore[index]  # a document
    result = run["results"][0]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    match name:
        case "severity":
            del rule["properties"]["security-severity"]
        case "description":
            rule["fullDescription"]["text"] = "x" * 1025
        case "fingerprint":
            del result["partialFingerprints"]["primaryLocationLineHash"]
        case "region":
            del result["locations"][0]["physicalLocation"]["region"]["endColumn"]
        case _:
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "./a b.tf"
    return log


@pytest.mark.parametrize("name", ["severity", "description", "fingerprint", "region", "address"])
def test_what_code_scanning_refuses_is_noticed(name: str) -> None:
    """A log that lacks what is asked for is named with what it lacks, so the checks above can fail."""
    assert any(name in fault for fault in refusals(_wounded(name)))
