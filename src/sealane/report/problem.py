"""A problem as text and as JSON: the only place where an error is drawn."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from sealane.report.style import Style, capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.errors import Problem


def draw(problem: Problem, style: Style, *, severity: str = "error") -> str:
    """Draw one problem: what happened, where, the facts, the next command, the link."""
    colour = {"error": "red", "warning": "yellow"}.get(severity, "cyan")
    head = f"{style.paint(severity, 'bold', colour)}: {style.paint(capital(problem.what), 'bold')} [{problem.code}]"
    lines = [head]
    if problem.place is not None:
        lines.append(f"  {style.paint('-->', 'cyan')} {problem.place}")
    label = max((len(name) for name, _ in problem.facts), default=0)
    label = max(label, 4)
    for name, value in problem.facts:
        lines += _field(name, value, label, style)
    if problem.hint:
        lines += _field("help", problem.hint, label, style, "green")
    if problem.link:
        lines += _field("see", problem.link, label, style)
    return "\n".join(lines)


def draw_all(problems: Iterable[Problem], style: Style, *, severity: str = "error") -> str:
    """Draw several problems, parted by blank lines and closed by their count."""
    every = list(problems)
    parts = [draw(problem, style, severity=severity) for problem in every]
    if len(every) > 1:
        parts.append(f"{len(every)} {severity}s")
    return "\n\n".join(parts)


def as_json(problem: Problem, severity: str = "error") -> dict[str, Any]:
    """Render one problem for machines."""
    place = problem.place
    return {
        "severity": severity,
        "code": problem.code,
        "what": capital(problem.what),
        "facts": dict(problem.facts),
        "hint": problem.hint,
        "link": problem.link,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
    }


def _field(name: str, value: str, label: int, style: Style, *colours: str) -> list[str]:
    head = f"  {style.paint(name.ljust(label), *(colours or ('dim',)))}  "
    room = max(style.width - label - 4, 30)
    lines: list[str] = []
    for paragraph in value.splitlines() or [""]:
        # A command between backticks must stay in one piece, so that it can be copied.
        keep = "`" in paragraph or "://" in paragraph
        lines += [paragraph] if keep else textwrap.wrap(paragraph, room, break_long_words=False) or [""]
    pad = " " * (label + 4)
    return [head + lines[0], *(pad + line for line in lines[1:])]
