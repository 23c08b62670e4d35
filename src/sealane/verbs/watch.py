"""Watching a deployment until it is steady, has failed, or takes too long."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from sealane.readers.live.services import status as look
from sealane.readers.live.steadiness import Progress, Steadiness, steady
from sealane.readers.live.translate.services import Status
from sealane.records import dataclass
from sealane.verbs.observer import Observer, Stage

if TYPE_CHECKING:
    from sealane.verbs.apply import Applied

PATIENCE = 600.0
"""Seconds to watch: a first pull that finds no path alone takes ECS about five minutes to give up."""

_POLL = 5.0
_POLL_SANDBOX = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """How each service was when the watching ended; `in_time` is false when some were still moving."""

    services: tuple[Steadiness, ...]
    in_time: bool

    @property
    def arrived(self) -> bool:
        """Whether every service is steady."""
        return all(service.progress is Progress.STEADY for service in self.services)


def watch(
    ask: Callable[[], Status],
    told: Callable[[Steadiness], None],
    *,
    patience: float = PATIENCE,
    poll: float = _POLL,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> Watched:
    """Ask again and again; tell each change of a service; end when nothing moves any more.

    Args:
        ask: returns the services as they are now; what it raises passes through.
        told: hears each service whose state changed.
        patience: seconds until the watching ends though services still move.
        poll: seconds between two questions.
        clock: a clock in seconds that never goes back.
        wait: sleeps for some seconds.

    """
    end = clock() + patience
    last: dict[str, str] = {}
    status = ask()
    # What ECS moves to now is what was applied; a service that arrives elsewhere has been rolled back.
    wanted = {service.name: service.task_definition for service in status.services}
    while True:
        seen = steady(status, wanted)
        for service in seen:
            if last.get(service.service) != service.because:
                last[service.service] = service.because
                told(service)
        moving = any(service.progress is Progress.MOVING for service in seen)
        if not moving or clock() >= end:
            return Watched(services=seen, in_time=not moving)
        wait(poll)
        status = ask()


def watch_applied(applied: Applied, told: Callable[[Steadiness], None], observer: Observer) -> Watched | None:
    """Watch the services of an apply; `None` when nothing moves: no change, or a sandbox whose tasks do not run.

    Raises:
        EnvironmentFailure: when AWS cannot be asked.

    """
    settled = applied.proposal.planned.settled
    if not applied.done or not applied.proposal.planned.changes or settled.aws.idle:
        return None
    observer.stage(Stage.WATCH)
    spec, door = settled.loaded.spec, settled.aws.door()
    poll = _POLL if settled.aws.sandbox is None else _POLL_SANDBOX
    return watch(lambda: look(door, spec.name, tuple(spec.services)), told, poll=poll)
