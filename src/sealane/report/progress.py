"""Terraform's work in progress as lines: what runs, for how long, and why it is slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.report.events import doing, seconds
from sealane.terraform.progress import Picture, why_slow

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.terraform.events import ResourceProgress

_ROWS = 12
"""Resources shown at once; the others are counted."""


def picture_lines(picture: Picture, now: float, style: Style) -> list[str]:
    """Draw what runs, oldest first, and how much is done; `now` is in seconds since the epoch."""
    running = list(picture.running.values())
    lines = [running_line(one.address, one.action, max(now - one.since, 0.0), style) for one in running[:_ROWS]]
    if len(running) > _ROWS:
        lines.append(f"  and {len(running) - _ROWS} more")
    return [*lines, style.paint(f"  {picture.done} of {picture.total} done", "bold")]


def running_line(address: str, action: str, elapsed: float, style: Style) -> str:
    """Say what runs, for how many seconds, and why it takes its time."""
    text = f"  {style.mark('…', '..')} {doing(action)} {address} {style.paint(seconds(elapsed), 'dim')}"
    reason = why_slow(address, elapsed, action)
    return f"{text} {style.paint(f'({reason})', 'dim')}" if reason else text


def slow_line(event: ResourceProgress, style: Style) -> str:
    """Say the same for a log that has no live view."""
    return running_line(event.address, event.action, event.elapsed, style)
