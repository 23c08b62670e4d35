"""A watched deployment as lines of talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.readers.live.steadiness import Progress, Steadiness

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verbs.watch import Watched

_MARKS = {
    Progress.STEADY: ("✓", "ok", "green"),
    Progress.MOVING: ("…", "..", "cyan"),
    Progress.FAILED: ("✗", "x", "red"),
}


def progress_line(service: Steadiness, style: Style) -> str:
    """Say where one service is."""
    unicode, ascii_, colour = _MARKS[service.progress]
    return f"  {style.paint(style.mark(unicode, ascii_), colour)} {service.service}: {service.because}"


def verdict_text(watched: Watched, style: Style) -> str:
    """Say how the watching ended, and give the reasons that ECS gave for tasks that stopped."""
    if watched.arrived:
        return style.paint("every service is steady", "bold")
    if not watched.in_time:
        head = "not steady yet; ECS goes on, look again with `sealane status`"
    else:
        head = "a service did not become steady; see `sealane status` and `sealane logs`"
    lines = [style.paint(head, "bold", "yellow")]
    for service in watched.services:
        for task in service.stops:
            reasons = dict.fromkeys((task.stopped_reason, *(container.reason for container in task.containers)))
            lines += [f"  {service.service} {task.id}: {reason}" for reason in reasons if reason]
    return "\n".join(lines)
