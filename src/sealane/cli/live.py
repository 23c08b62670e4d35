"""The live view of an apply: resources at work, how long, and what is slow and why."""

from __future__ import annotations

import time

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from sealane.report.progress import picture_lines
from sealane.report.style import Style
from sealane.terraform import events
from sealane.terraform.progress import Picture, fold


class LiveView:
    """Redraws a few lines on stderr while Terraform works; finished work scrolls away above them."""

    def __init__(self, style: Style) -> None:
        """Prepare the view without drawing anything."""
        self._style = style
        self._console = Console(stderr=True, no_color=not style.colour, highlight=False)
        self._live: Live | None = None
        self._picture = Picture()

    def event(self, event: events.Event) -> None:
        """Take one event into the picture."""
        if isinstance(event, events.StageStarted):
            # An apply tells the changes of its plan once more.
            self._picture = Picture()
        self._picture = fold(self._picture, event)
        if isinstance(event, events.StageDone):
            self.stop()
        elif self._picture.running:
            self._start()

    def lines(self, now: float) -> list[str]:
        """Return what the view shows at a moment, in seconds since the epoch."""
        return picture_lines(self._picture, now, self._style)

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
        return Group(*(Text.from_ansi(line, overflow="ellipsis", no_wrap=True) for line in self.lines(time.time())))
