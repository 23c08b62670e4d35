"""The observer that shows a person what a verb is doing: a live view on a terminal, lines elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from sealane.cli.screen import stderr_style, talk

if TYPE_CHECKING:
    from sealane.cli.live import LiveView
    from sealane.errors import Problem
    from sealane.report.style import Style
    from sealane.terraform import events
    from sealane.verbs.observer import Stage

_AGAIN = 20.0
"""Seconds between two lines about the same slow resource when there is no live view."""


class Talker:
    """Tells stages, warnings and Terraform's progress on stderr."""

    def __init__(self) -> None:
        """Decide once what the terminal can show."""
        self._style: Style = stderr_style()
        self._lively = sys.stderr.isatty() and self._style.unicode
        self._live: LiveView | None = None
        self._said: dict[str, float] = {}

    def __enter__(self) -> Self:
        """Return the talker; leaving the block ends the live view, so that no failure leaves the cursor hidden."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the live view."""
        self.settle()

    def stage(self, stage: Stage, detail: str = "") -> None:
        """Begin a part of the work."""
        from sealane.report.stages import QUIET, stage_line

        self.settle()
        if stage not in QUIET:
            talk(stage_line(stage, detail, self._style))

    def warn(self, problem: Problem) -> None:
        """Show something that does not stop the verb."""
        from sealane.report.problem import draw

        self._say(draw(problem, self._style, severity="warning"))

    def event(self, event: events.Event) -> None:
        """Show one of Terraform's events."""
        # Verbs that run no Terraform need none of this, and start-up time is a budget.
        from sealane.report.events import event_line
        from sealane.terraform.events import ResourceProgress

        if self._lively and self._live is None:
            self._live = _live(self._style)
        if self._live is not None:
            self._live.event(event)
        line = event_line(event, self._style)
        if line:
            self._say(line)
        elif self._live is None and isinstance(event, ResourceProgress):
            self._slow(event)

    def settle(self) -> None:
        """End the live view, so that what follows is written below it."""
        if self._live is not None:
            self._live.stop()

    def _say(self, text: str) -> None:
        if self._live is not None:
            self._live.above(text)
        else:
            talk(text)

    def _slow(self, event: events.ResourceProgress) -> None:
        import time

        from sealane.report.progress import slow_line

        now = time.monotonic()
        if now - self._said.get(event.address, now - _AGAIN) >= _AGAIN:
            self._said[event.address] = now
            talk(slow_line(event, self._style))


def _live(style: Style) -> LiveView:
    from sealane.cli.live import LiveView

    return LiveView(style)
