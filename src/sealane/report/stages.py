"""Stages and Terraform's events as lines of talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.terraform import events
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
    Stage.PROVE: "proving the plan",
    Stage.PREFLIGHT: "checking the account",
    Stage.APPLY: "applying",
    Stage.DESTROY: "destroying",
    Stage.WATCH: "watching the service",
}
QUIET = frozenset({Stage.READ_SPEC, Stage.WRITE_FILES})
"""Stages that take no time worth a line."""

_SILENT = frozenset({"refresh", "read"})
"""Looking at AWS changes nothing, so it is not told."""

_EXPECTED = frozenset({"Incomplete lock file information for providers"})
"""Warnings that say what is meant: a provider from a mirror folder is locked for this machine's platform only."""

_DOING = {"create": "creating", "update": "updating", "delete": "deleting", "read": "reading", "replace": "replacing"}
_DONE = {"create": "created", "update": "updated", "delete": "deleted", "read": "read", "replace": "replaced"}


def stage_line(stage: Stage, detail: str, style: Style) -> str:
    """Say which part of the work begins."""
    text = f"{_STAGES[stage]} {detail}".rstrip()
    return f"{style.paint(style.mark('▸', '>'), 'cyan')} {text}"


def doing(action: str) -> str:
    """Return the word for work that goes on."""
    return _DOING.get(action, action)


def seconds(elapsed: float) -> str:
    """Write a duration as people read it: `7 s`, `2 min 05 s`."""
    minutes, rest = divmod(int(elapsed), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def event_line(event: object, style: Style) -> str:
    """Say what one event means, or nothing when it is not worth a line."""
    if isinstance(event, events.ResourceDone) and event.action not in _SILENT:
        mark = style.paint(style.mark("✓", "ok"), "green")
        took = f" ({seconds(event.elapsed)})" if event.elapsed >= 1 else ""
        return f"  {mark} {_DONE.get(event.action, event.action)} {event.address}{style.paint(took, 'dim')}"
    if isinstance(event, events.ResourceFailed):
        mark = style.paint(style.mark("✗", "x"), "red")
        return f"  {mark} failed {event.address} after {seconds(event.elapsed)}"
    if isinstance(event, events.Stopping):
        return _stopping(event.times, style)
    if isinstance(event, events.Adopting):
        return (
            f"an interrupted {event.verb} left Terraform (process {event.pid}) at work; "
            "waiting for it to finish before going on"
        )
    if isinstance(event, events.Diagnostic) and not event.is_error and event.summary not in _EXPECTED:
        return f"{style.paint('warning', 'bold', 'yellow')}: {event.summary}"
    return ""


def _stopping(times: int, style: Style) -> str:
    if times == 1:
        text = "stopping: Terraform finishes what it is doing and saves its state; this can take a minute"
    else:
        text = "still stopping; ending Terraform by force would lose what it has just created"
    return style.paint(text, "yellow")
