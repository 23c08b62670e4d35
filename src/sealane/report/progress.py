"""Terraform's work in progress as lines: what runs, for how long, and why it is slow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sealane.report.stages import doing, seconds
from sealane.terraform.progress import why_slow

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.terraform.events import ResourceProgress


@dataclass(frozen=True, slots=True)
class Running:
    """A resource that Terraform works on; `since` is a moment of the monotonic clock in seconds."""

    address: str
    action: str
    since: float


def running_line(running: Running, elapsed: float, style: Style) -> str:
    """Say what runs, for how long, and why it takes its time."""
    reason = why_slow(running.address, elapsed)
    text = f"  {style.mark('…', '..')} {doing(running.action)} {running.address} {style.paint(seconds(elapsed), 'dim')}"
    return f"{text} {style.paint(f'({reason})', 'dim')}" if reason else text


def total_line(done: int, total: int, style: Style) -> str:
    """Say how much of the plan is done."""
    return style.paint(f"  {done} of {total} done" if total else f"  {done} done", "bold")


def slow_line(event: ResourceProgress, style: Style) -> str:
    """Say the same for a log that has no live view."""
    return running_line(Running(event.address, event.action, 0.0), event.elapsed, style)
