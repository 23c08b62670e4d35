"""Watching a deployment until it is steady, has failed, takes too long, or is certain not to arrive."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from sealane.readers.live.services import status as look
from sealane.readers.live.steadiness import Progress, Steadiness, steady
from sealane.readers.live.translate.services import Status
from sealane.records import dataclass, replace
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.stalled import Stalled, stalled

if TYPE_CHECKING:
    from sealane.verbs.apply import Applied

PATIENCE = 600.0
"""Seconds to watch: a first pull that finds no path alone takes ECS about five minutes to give up."""

_POLL = 5.0
_POLL_SANDBOX = 0.5
_TIMES: Final = 4
# Ends that a deployment has to answer for; the others are somebody's wish.
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
_FAILED: Final = frozenset({"TaskFailedToStart", "EssentialContainerExited"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How each service was when the watching ended; `in_time` is false when some were still moving.

    `stalled` is why those that are not steady do not arrive, as far as that could be found out.
    """

    services: tuple[Steadiness, ...]
    in_time: bool
    stalled: Stalled | None = None

    @property
    def arrived(self) -> bool:
        """Whether every service is steady."""
        return all(service.progress is Progress.STEADY for service in self.services)

    @property
    def failed(self) -> bool:
        """Whether it is certain that some service does not arrive: ECS gave it up, or the cause is proved."""
        return not self.arrived and (self.in_time or (self.stalled is not None and self.stalled.proved))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long and how often to look.

    Attributes:
        patience: seconds until the watching ends though services still move.
        poll: seconds between two questions.
        clock: a clock in seconds that never goes back.
        wait: sleeps for some seconds.

    """

    patience: float = PATIENCE
    poll: float = _POLL
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


def arrival(
    ask: Callable[[], Status],
    told: Callable[[Steadiness], None],
    hopeless: Callable[[Steadiness], bool],
    pace: Pace,
) -> Arrival:
    """Ask again and again; tell each change of a service; end when nothing moves any more.

    Args:
        ask: returns the services as they are now; what it raises passes through.
        told: hears each service whose state changed.
        hopeless: asked about each service of which a task has failed, and a few times more when others fail; whether
            it is certain that no other will start either. ECS alone may take a quarter of an hour to give up.
        pace: how long, and how often.

    """
    end = pace.clock() + pace.patience
    last: dict[str, tuple[str, int]] = {}
    judged: dict[str, _Judged] = {}
    status = ask()
    # What ECS moves to now is what was applied; a service that arrives elsewhere has been rolled back.
    wanted = {service.name: service.task_definition for service in status.services}
    while True:
        seen = steady(status, wanted)
        for service in seen:
            heard = (service.because, len(service.stops))
            if last.get(service.service) != heard:
                last[service.service] = heard
                told(service)
            before = judged.get(service.service, _Judged())
            if _failing(service) and before.again(service):
                judged[service.service] = before.next(service, lost=hopeless(service))
        seen = tuple(_given_up(one) if judged.get(one.service, _Judged()).lost else one for one in seen)
        moving = any(service.progress is Progress.MOVING for service in seen)
        if not moving or pace.clock() >= end:
            return Arrival(services=seen, in_time=not moving)
        pace.wait(pace.poll)
        status = ask()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """How often a service was looked into, what had failed by then, and whether it is certain that nothing starts."""

    times: int = 0
    failures: int = 0
    lost: bool = False

    def again(self, service: Steadiness) -> bool:
        return not self.lost and self.times < _TIMES and _failures(service) > self.failures

    def next(self, service: Steadiness, *, lost: bool) -> _Judged:
        return _Judged(times=self.times + 1, failures=_failures(service), lost=lost)


def arrival_of(applied: Applied, told: Callable[[Steadiness], None], observer: Observer) -> Arrival | None:
    """Watch the services of an apply, and find out why those that do not arrive do not.

    `None` when nothing moves: no change, or a sandbox whose tasks do not run.

    Raises:
        EnvironmentFailure: when AWS cannot be asked.

    """
    settled = applied.proposal.planned.settled
    if not applied.done or not applied.proposal.planned.changes or settled.aws.idle:
        return None
    observer.stage(Stage.WATCH)
    spec, door = settled.loaded.spec, settled.aws.door()
    poll = _POLL if settled.aws.sandbox is None else _POLL_SANDBOX
    found: dict[tuple[str, ...], Stalled] = {}

    def why(*services: Steadiness) -> Stalled:
        one = replace(stalled(door, spec.name, services, observer), sandbox=settled.aws.sandbox is not None)
        found[one.services] = one
        return one

    names = tuple(spec.services)
    watched = arrival(lambda: look(door, spec.name, names), told, lambda one: why(one).proved, Pace(poll=poll))
    missing = tuple(service for service in watched.services if service.progress is not Progress.STEADY)
    if not missing:
        return watched
    known = found.get(tuple(service.service for service in missing))
    return replace(watched, stalled=known if known is not None and known.proved else why(*missing))


def _failures(service: Steadiness) -> int:
    return len(service.stops) + len(service.troubles)


def _failing(service: Steadiness) -> bool:
    failed = bool(service.troubles) or any(task.stop_code in _FAILED for task in service.stops)
    return failed and service.progress is Progress.MOVING


def _given_up(service: Steadiness) -> Steadiness:
    if service.progress is not Progress.MOVING:
        return service
    because = "its tasks cannot start"
    return dataclasses.replace(service, progress=Progress.FAILED, because=because)
