"""What `doctor` found, as text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.problem import as_json as problem_json
from sealane.report.problem import draw
from sealane.report.style import Style, table
from sealane.verbs.doctor import Finding, Health

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = {
    Health.FINE: ("✓", "ok", "green"),
    Health.LIMITED: ("!", "!", "yellow"),
    Health.MISSING: ("✗", "x", "red"),
}
_SEVERITY = {Health.LIMITED: "warning", Health.MISSING: "error"}


def as_text(findings: Iterable[Finding], style: Style) -> str:
    """List what was looked at, then what would mend each lack."""
    every = tuple(findings)
    rows = [(_mark(finding, style), finding.name, finding.found) for finding in every]
    parts = [table(rows, style, header=False)]
    lacks = {finding.problem: finding.health for finding in reversed(every) if finding.problem is not None}
    parts += [draw(lack, style, severity=_SEVERITY[health]) for lack, health in reversed(lacks.items())]
    return "\n\n".join(parts)


def as_json(findings: Iterable[Finding]) -> dict[str, Any]:
    """Render the same for machines."""
    return {
        "schema": "sealane/doctor/1",
        "findings": [
            {
                "name": finding.name,
                "health": str(finding.health),
                "found": finding.found,
                "problem": problem_json(finding.problem) if finding.problem else None,
            }
            for finding in findings
        ],
    }


def _mark(finding: Finding, style: Style) -> str:
    unicode, ascii_, colour = _MARKS[finding.health]
    return style.paint(style.mark(unicode, ascii_), colour)
