"""The stages of a verb as lines of talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.verbs.observer import Stage

if TYPE_CHECKING:
    from sealane.report.style import Style

_STAGES = {
    Stage.READ_SPEC: "reading the spec",
    Stage.START_SANDBOX: "starting the sandbox",
    Stage.READ_ACCOUNT: "reading the existing VPC",
    Stage.WRITE_FILES: "writing Terraform",
    Stage.INIT: "preparing the AWS provider",
    Stage.PLAN: "planning",
    Stage.READ_SOURCE: "reading",
    Stage.PROVE: "proving",
    Stage.MEND: "writing and proving the change",
    Stage.PREFLIGHT: "checking the account",
    Stage.APPLY: "applying",
    Stage.DESTROY: "destroying",
    Stage.WATCH: "watching the service",
    Stage.DIAGNOSE: "looking for the cause",
    Stage.BUILD_LAB: "starting an AWS for the rehearsal",
    Stage.REHEARSE: "rehearsing",
}
QUIET = frozenset({Stage.READ_SPEC, Stage.WRITE_FILES})
"""Stages that take no time worth a line."""


def stage_line(stage: Stage, detail: str, style: Style) -> str:
    """Say which part of the work begins."""
    text = f"{_STAGES[stage]} {detail}".rstrip()
    return f"{style.paint(style.mark('▸', '>'), 'cyan')} {text}"
