"""Who is told what a verb is doing, while it is doing it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sealane.errors import Problem
    from sealane.terraform.events import Event


class Stage(enum.StrEnum):
    """The parts of a verb's work, in the order of the river."""

    READ_SPEC = "read-spec"
    START_SANDBOX = "start-sandbox"
    READ_ACCOUNT = "read-account"
    WRITE_FILES = "write-files"
    INIT = "init"
    PLAN = "plan"
    READ_SOURCE = "read-source"
    PROVE = "prove"
    MEND = "mend"
    PREFLIGHT = "preflight"
    APPLY = "apply"
    DESTROY = "destroy"
    WATCH = "watch"
    DIAGNOSE = "diagnose"
    BUILD_LAB = "build-lab"
    REHEARSE = "rehearse"


class Observer(Protocol):
    """Told of stages, warnings and Terraform's events; must not raise."""

    def stage(self, stage: Stage, detail: str = "") -> None:
        """Begin a part of the work."""

    def warn(self, problem: Problem) -> None:
        """Hear of something that does not stop the verb."""

    def event(self, event: Event) -> None:
        """Hear one of `sealane.terraform.events`."""


class Silent:
    """An observer for callers who only want the result."""

    def stage(self, stage: Stage, detail: str = "") -> None:
        """Ignore the stage."""

    def warn(self, problem: Problem) -> None:
        """Ignore the warning."""

    def event(self, event: Event) -> None:
        """Ignore the event."""
