"""A proof as GitLab's code quality report: an entry for each thing to change, beside the lines of a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sealane.report.escape import visible
from sealane.report.masking import masked_data
from sealane.report.paragraph import counted
from sealane.report.proof.groups import Group, advice_groups, finding_groups
from sealane.report.proof.sarif import fingerprint
from sealane.report.proof.undecided import Doubt, doubts
from sealane.report.style import capital
from sealane.verdicts.cause import ADVICE, LEAKS

if TYPE_CHECKING:
    from sealane.verdicts.acceptance import Weighed


def as_code_quality(weighed: Weighed) -> list[dict[str, Any]]:
    """Render a whole proof; what is accepted is no entry, and what nobody knows is one in the source itself."""
    source = weighed.proof.source
    groups = [group for group in (*finding_groups(weighed), *advice_groups(weighed)) if group.accepted is None]
    entries = [_entry(group, source.name) for group in groups]
    entries += [_doubt(doubt, source.name) for doubt in doubts(weighed.proof)]
    told: list[dict[str, Any]] = masked_data({"entries": entries}, source.masked)["entries"]
    return _told_apart(told)


def _entry(group: Group, source: str) -> dict[str, Any]:
    names = [service.service.origin.name for service in group.services]
    of = names[0] if len(names) == 1 else counted(len(names), "service")
    stops = f"; it stops {', '.join(group.steps)} of {of}" if group.steps else f"; it concerns {of}"
    origin = group.finding.origin
    change = f". {capital(group.words.change)}" if group.words.change else ""
    severity = "info" if group.cause in ADVICE else "critical" if group.cause in LEAKS else "major"
    return {
        "description": visible(f"{capital(group.sentence)}{stops}{change}"),
        "check_name": str(group.cause),
        "fingerprint": fingerprint(group),
        "severity": severity,
        "location": _location(origin.file or source, origin.line),
    }


def _doubt(doubt: Doubt, source: str) -> dict[str, Any]:
    hint = f"; allow {doubt.action} and ask again" if doubt.action else ""
    return {
        "description": visible(f"Not known: {doubt.reason}{hint}"),
        "check_name": "not-known",
        "fingerprint": _fingerprint_of(doubt.reason, doubt.action),
        "severity": "minor",
        "location": _location(source, 1),
    }


def _fingerprint_of(*texts: str) -> str:
    """Name what is not known so that it stays the same from run to run."""
    return hashlib.sha256("\n".join(texts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _location(file: str, line: int) -> dict[str, Any]:
    """Point at a line; the path must be relative and begin with no `./`."""
    return {"path": visible(file).lstrip("/").removeprefix("./") or "unnamed", "lines": {"begin": max(line, 1)}}


def _told_apart(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give equal fingerprints a number, for an entry that has one of another entry is not shown."""
    seen: dict[str, int] = {}
    for entry in entries:
        own = entry["fingerprint"]
        seen[own] = seen.get(own, 0) + 1
        entry["fingerprint"] = own if seen[own] == 1 else f"{own}-{seen[own]}"
    return entries
