"""The chain of evidence behind a finding, with the link that breaks marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.report.decision.layers import layer_lines
from sealane.report.paragraph import paragraph
from sealane.report.trace.hops import is_broken, packet_text, way_lines
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.report.style import Style
    from sealane.startup.step import Step
    from sealane.verdicts.check import Check
    from sealane.verdicts.proof import Finding, ServiceProof

_INDENT = "    "


def chain_lines(service: ServiceProof, finding: Finding, style: Style, *, named: bool = False) -> list[str]:
    """Lay out what led to a finding, `named` with its service; what needs no chain beyond its sentence has none."""
    of = f" of {service.service.origin.name}" if named else ""
    if finding.witness is not None:
        head = f"this packet{of} passes: {packet_text(finding.witness.packet)}"
        return [_head(head, style), *way_lines(finding.witness, style, _INDENT, leak=finding.origin.name)]
    for step in service.steps:
        if finding.steps and step.step.name not in finding.steps:
            continue
        lines = _evidence(finding, step.checks, style)
        if lines:
            return [_head(_asked(step.step, of), style), *lines]
    return []


def target(step: Step) -> str:
    """Return host and port of a step, empty when no packet leaves or the host is not known."""
    host = step.host.value if isinstance(step.host, Known) else ""
    return f"{host}:{step.port}" if host and step.port else host


def _asked(step: Step, of: str) -> str:
    to = target(step)
    return f"{step.name}{of}: {step.because}" + (f", at {to}" if to else "")


def _head(text: str, style: Style) -> str:
    return style.paint(paragraph(text, style, "  "), "dim")


def _evidence(finding: Finding, checks: Iterable[Check], style: Style) -> list[str]:
    for check in checks:
        if check.verdict is not Verdict.FAILS or not _shows(check, finding):
            continue
        if check.trace is not None and (check.trace.forward or check.trace.back):
            way = way_lines(check.trace, style, _INDENT)
            return way if is_broken(check.trace) else [*_missing_link(finding, style), *way]
        if check.decision is not None and check.decision.judgements:
            return layer_lines(check.decision, style, _INDENT)
    return []


def _missing_link(finding: Finding, style: Style) -> list[str]:
    """Mark what keeps a packet from a way on which nothing else would stop it."""
    text = f"{finding.origin.name}: {finding.cause}"
    line = paragraph(text, style, f"{_INDENT}{style.mark('✗', 'X')} ")
    return [style.paint(line, "red", "bold"), _INDENT + style.paint("which keeps it from this way:", "dim")]


def _shows(check: Check, finding: Finding) -> bool:
    return any(block.cause is finding.cause and block.origin.name == finding.origin.name for block in check.blocks)
