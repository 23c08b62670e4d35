"""Stopping when the user asks, without losing what Terraform is just creating.

Terraform stops gracefully on its first SIGINT and drops everything on a second, so it gets exactly one.
Even the first one loses resources: Terraform passes the stop to the provider, which aborts every call it has under way.
AWS carries out an aborted `Create…` all the same, but the answer never reaches the state, so nothing knows of it:
https://github.com/hashicorp/terraform-provider-aws/issues/31729
A provider creates first and then waits, so SIGINT is held back until no creation is young. Aborting a wait is harmless:
the resource is in the state. So is aborting an update or a deletion: the next plan reads what became of it.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

from sealane.errors import EnvironmentFailure, Problem
from sealane.terraform.events import (
    Event,
    Observer,
    ResourceDone,
    ResourceFailed,
    ResourceStarted,
    Stopping,
)

# By this age a creation has its answer and is waiting for the resource to become ready.
_YOUNG_SECONDS = 10.0
# The longest that SIGINT is held back, and how long Terraform is then frozen so that young creations can end.
_HELD_BACK_SECONDS = 120.0
_LAST_FREEZE_SECONDS = 10.0
# All threads of a process stop within this time.
_FREEZING_SECONDS = 0.005
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """Counts SIGINT and SIGTERM while it is entered; `working` says that a Terraform is there to be stopped.

    Without a Terraform at work the signal raises at once. Outside the main thread Python cannot take signals,
    so there nothing is installed and the program's own handling stays.
    """

    def __init__(self, resume: str) -> None:
        """Take the command that goes on after an interruption."""
        self.resume = resume
        self.times = 0
        self.working = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        """Take over the signals."""
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._caught) for number in _SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before = {}

    def _caught(self, _number: int, _frame: FrameType | None) -> None:
        self.times += 1
        if not self.working:
            raise interrupted(self.resume)

    def check(self) -> None:
        """Raise when a stop was asked for.

        Raises:
            EnvironmentFailure: `interrupted`.

        """
        if self.times:
            raise interrupted(self.resume)


def interrupted(resume: str) -> EnvironmentFailure:
    """Return the failure that says the work was stopped and how it goes on."""
    return EnvironmentFailure(
        Problem(
            code="interrupted",
            what="Stopped on request; what was done so far is in the state",
            hint=f"go on with `{resume}`",
        )
    )


class GentleStop:
    """Brings one Terraform to an end after a stop was asked for."""

    def __init__(self, pid: int, interrupts: Interrupts, observer: Observer) -> None:
        """Take the process id of Terraform."""
        self._pid = pid
        self._interrupts = interrupts
        self._observer = observer
        self._creating: dict[str, float] = {}
        self._told = 0
        self._asked_at = 0.0
        self._sent = False

    def note(self, event: Event) -> None:
        """Keep account of what is being created."""
        if isinstance(event, ResourceStarted) and event.action == "create":
            self._creating[event.address] = event.at or time.time()
        elif isinstance(event, ResourceDone | ResourceFailed):
            self._creating.pop(event.address, None)

    def step(self, read_events: Callable[[], None]) -> None:
        """Do what is due; `read_events` brings `note` up to date with everything Terraform has written."""
        if self._interrupts.times > self._told:
            self._told = self._interrupts.times
            self._asked_at = self._asked_at or time.monotonic()
            self._observer(Stopping(at=time.time(), times=self._told, waiting_for=self._young()))
        if self._told and not self._sent:
            self._try(read_events)

    def _young(self) -> tuple[str, ...]:
        now = time.time()
        return tuple(address for address, since in self._creating.items() if now - since < _YOUNG_SECONDS)

    def _try(self, read_events: Callable[[], None]) -> None:
        late = time.monotonic() - self._asked_at > _HELD_BACK_SECONDS
        if self._young() and not late:
            return
        # Frozen, Terraform starts nothing more, so what it has written is the whole truth for this moment.
        # A frozen Terraform whose sealane dies here is woken by the next run (see `lock`).
        _send(self._pid, signal.SIGSTOP)
        try:
            time.sleep(_FREEZING_SECONDS)
            read_events()
            if self._young() and not late:
                return
            if self._young():
                time.sleep(_LAST_FREEZE_SECONDS)
            _send(self._pid, signal.SIGINT)
            self._sent = True
        finally:
            _send(self._pid, signal.SIGCONT)


def wake(pid: int) -> None:
    """Let a frozen Terraform go on."""
    _send(pid, signal.SIGCONT)


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return
