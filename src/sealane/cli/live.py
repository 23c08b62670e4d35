"""The live view of an apply: resources at work, how long, and what is slow and why."""

from __future__ import annotations

import time

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from sealane.report.progress import Running, running_line, total_line
from sealane.report.style import Style
from sealane.terraform import events

_ROWS = 12
"""Resources shown at once; the others are counted."""


class LiveView:
    """Redraws a few lines on stderr while Terraform works; finished work scrolls away above them."""

    def __init__(self, style: Style) -> None:
        """Prepare the view without drawing anything."""
        self._style = style
        self._console = Console(stderr=True, no_color=not style.colour, highlight=False)
        self._live: Live | None = None
        self._running: dict[str, Running] = {}
        self._total = 0
        self._done = 0

    def event(self, event: object) -> None:
        """Take one event into the picture."""
        if isinstance(event, events.StageStarted):
            self._running.clear()
            self._done = 0
            if event.stage != "apply":
                self._total = 0
        elif isinstance(event, events.PlannedChange) and event.action not in {"noop", "read"}:
            self._total += 1
        elif isinstance(event, events.ResourceStarted) and event.action != "refresh":
            self._running[event.address] = Running(event.address, event.action, time.monotonic())
            self._start()
        elif isinstance(event, events.ResourceDone | events.ResourceFailed) and event.action != "refresh":
            self._running.pop(event.address, None)
            self._done += 1
        elif isinstance(event, events.StageDone):
            self.stop()

    def above(self, text: str) -> None:
        """Write a line above the view."""
        self._console.print(Text.from_ansi(text))

    def stop(self) -> None:
        """End the view and clear its lines."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _start(self) -> None:
        if self._live is None:
            self._live = Live(get_renderable=self._draw, console=self._console, refresh_per_second=4, transient=True)
            self._live.start()

    def _draw(self) -> RenderableType:
        now = time.monotonic()
        oldest = sorted(self._running.values(), key=lambda running: running.since)
        lines = [running_line(running, now - running.since, self._style) for running in oldest[:_ROWS]]
        hidden = len(oldest) - _ROWS
        if hidden > 0:
            lines.append(f"  and {hidden} more")
        lines.append(total_line(self._done, self._total, self._style))
        return Group(*(Text.from_ansi(line, overflow="ellipsis", no_wrap=True) for line in lines))
