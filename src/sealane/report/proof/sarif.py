"""A proof as SARIF 2.1.0, ready for code scanning: a result for each thing to change, a rule for each cause.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import hashlib
import textwrap
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sealane import __version__
from sealane.report.causes import card_of
from sealane.report.escape import visible
from sealane.report.explain import as_page
from sealane.report.fix import part
from sealane.report.masking import masked_data
from sealane.report.paragraph import counted
from sealane.report.proof.fixing import no_fix
from sealane.report.proof.groups import Group, advice_groups, block_name, finding_groups
from sealane.report.proof.headline import headline
from sealane.report.proof.undecided import doubts
from sealane.report.style import capital
from sealane.terraform.editing.diff import replacements
from sealane.verdicts.cause import ADVICE, LEAKS, Cause

if TYPE_CHECKING:
    from sealane.report.proof.fixing import FixOf
    from sealane.verdicts.acceptance import Weighed
    from sealane.world.values import Origin

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_RELATED: Final = 20
# A file with more results, or a rule with a longer description, is refused or cut by code scanning.
_RESULTS: Final = 25_000
_DESCRIPTION: Final = 1024
# GitHub sorts security alerts by a number as CVSS counts; a way out or in is high.
_SEVERITY: Final = "7.5"


def as_sarif(weighed: Weighed, fix_of: FixOf = no_fix) -> dict[str, Any]:
    """Render a whole proof; what could not be decided is a notification of the run and no result."""
    return masked_data(_document(weighed, fix_of), weighed.proof.source.masked)


def _document(weighed: Weighed, fix_of: FixOf) -> dict[str, Any]:
    groups = [*finding_groups(weighed), *advice_groups(weighed)]
    # Every rule, whatever was found: code scanning expects the same ones of each run of a version.
    causes = list(Cause)
    source = weighed.proof.source
    notes = [_notification(doubt.reason, doubt.action) for doubt in doubts(weighed.proof)]
    if len(groups) > _RESULTS:
        notes.append(
            _note(f"{len(groups) - _RESULTS:,} more results are in the other forms, for this one has room for no more.")
        )
    driver = {"name": "sealane", "version": __version__, "semanticVersion": __version__}
    results = [_result(group, causes, source.name, fix_of) for group in groups[:_RESULTS]]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {**driver, "rules": list(map(_rule, causes))}},
                "automationDetails": {"id": "sealane/prove/"},
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
                "results": _told_apart(results),
                "properties": {
                    "verdict": str(weighed.verdict),
                    "answer": visible(headline(weighed)),
                    "source": {"kind": source.kind, "name": source.name},
                },
            },
        ],
    }


def fingerprint(group: Group) -> str:
    """Name a finding so that it stays the same finding when lines move or files are renamed."""
    text = "\n".join((group.cause, block_name(group.finding.origin.name), block_name(group.words.sentence)))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _told_apart(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add the one fingerprint that code scanning looks at, with a number that tells equal ones apart, as it has it."""
    seen: dict[str, int] = {}
    for result in results:
        prints = result["partialFingerprints"]
        own = prints["sealane/v1"]
        seen[own] = seen.get(own, 0) + 1
        prints["primaryLocationLineHash"] = f"{own}:{seen[own]}"
    return results


def _rule(cause: Cause) -> dict[str, Any]:
    card = card_of(cause)
    leak = cause in LEAKS
    properties: dict[str, Any] = {"tags": ["aws", "fargate", *(["security"] if leak else [])], "precision": "very-high"}
    if leak:
        properties["security-severity"] = _SEVERITY
    else:
        properties["problem.severity"] = "recommendation" if cause in ADVICE else "error"
    return {
        "id": str(cause),
        "name": "".join(word.capitalize() for word in cause.split("-")),
        "shortDescription": {"text": card.title},
        "fullDescription": {"text": textwrap.shorten(" ".join(card.means), _DESCRIPTION, placeholder=" …")},
        "help": {"text": f"{capital(card.change)}.", "markdown": as_page(card)},
        "helpUri": card.links[0],
        "defaultConfiguration": {"level": _level(cause)},
        "properties": properties,
    }


def _result(group: Group, causes: list[Cause], source: str, fix_of: FixOf) -> dict[str, Any]:
    fix = fix_of(group.finding)
    result: dict[str, Any] = {
        "ruleId": str(group.cause),
        "ruleIndex": causes.index(group.cause),
        "level": _level(group.cause),
        "message": {"text": _message(group)},
        "locations": [_location(group.finding.origin, source)],
        "partialFingerprints": {"sealane/v1": fingerprint(group)},
        "properties": {
            "steps": [str(step) for step in group.steps],
            "services": [service.service.origin.name for service in group.services],
            "fix": part(fix),
        },
    }
    if fix is not None and fix.diff:
        result["fixes"] = [_fix(group, fix.diff)]
    origins = [service.service.origin for service in group.services if service.service.origin.file]
    if origins:
        result["relatedLocations"] = [
            {**_location(origin, source), "message": {"text": visible(origin.name)}} for origin in origins[:_RELATED]
        ]
    if group.accepted is not None:
        because = visible(group.accepted.because)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": because}]
    return result


def _fix(group: Group, diff: str) -> dict[str, Any]:
    """Return a change as replacements of whole lines, for tools that offer to make it."""
    files: dict[str, list[dict[str, Any]]] = {}
    for one in replacements(diff):
        region = {"startLine": one.line, "startColumn": 1, "endLine": one.line + one.count, "endColumn": 1}
        told = {"deletedRegion": region, "insertedContent": {"text": one.text}}
        files.setdefault(one.file, []).append(told)
    return {
        "description": {"text": visible(f"{capital(group.words.change)}.")},
        "artifactChanges": [
            {"artifactLocation": _artifact(file), "replacements": changes} for file, changes in files.items()
        ],
    }


def _message(group: Group) -> str:
    names = [service.service.origin.name for service in group.services]
    of = names[0] if len(names) == 1 else counted(len(names), "service")
    stops = f" It stops {', '.join(group.steps)} of {of}." if group.steps else f" It concerns {of}."
    change = f" {capital(group.words.change)}." if group.words.change else ""
    return visible(f"{capital(group.sentence)}.{stops}{change}")


def _location(origin: Origin, source: str) -> dict[str, Any]:
    """Point at the block; code scanning takes no result without a file, so what has none stands in its source."""
    physical: dict[str, Any] = {"artifactLocation": _artifact(origin.file or source)}
    line = max(origin.line, 1)
    # Code scanning asks for both ends; only the line is known, so both are where it begins.
    physical["region"] = {"startLine": line, "startColumn": 1, "endLine": line, "endColumn": 1}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": visible(origin.name), "kind": "resource"}],
    }


def _artifact(file: str) -> dict[str, str]:
    path = quote(file.replace("\\", "/").encode("utf-8", "backslashreplace"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{path}"}
    return {"uri": path.removeprefix("./") or "unnamed", "uriBaseId": "%SRCROOT%"}


def _notification(reason: str, action: str) -> dict[str, Any]:
    hint = f" Allow {action} and ask again." if action else ""
    return _note(f"Not known: {reason}.{hint}")


def _note(text: str) -> dict[str, Any]:
    return {"level": "warning", "message": {"text": visible(text)}}


def _level(cause: Cause) -> str:
    return "note" if cause in ADVICE else "error"
