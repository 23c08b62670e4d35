"""`watch`: every task that stops is kept with the network that it stopped in; nothing is written to the account.

ECS forgets a stopped task after about an hour, and the network changes. What is kept answers a week later as it would
have then.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sealane.errors import InputError
from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.readers.capture.keeping import Ended, Keep
from sealane.readers.capture.read import world_of
from sealane.readers.capture.translate.stopped_tasks import stopped_tasks
from sealane.readers.live.asking import THROTTLED
from sealane.readers.live.door import Door
from sealane.readers.live.fetch import ACTIONS as READING
from sealane.readers.live.fetch import world_of_live
from sealane.readers.live.refusals import CallFailed
from sealane.readers.live.scope import Scope, check_found
from sealane.readers.live.stopped_tasks import ACTIONS as LISTING
from sealane.readers.live.stopped_tasks import fresh_calls
from sealane.readers.live.task_events import ACTIONS as RECEIVING
from sealane.readers.live.task_events import Told, from_lines, from_queue
from sealane.records import dataclass, field, replace
from sealane.world.imprint import imprint
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.world import World

ACTIONS: Final = tuple(sorted({*READING, *LISTING}))
"""The IAM actions that watching uses: each of them reads."""

ACTIONS_OF_QUEUE: Final = RECEIVING
"""What it uses beside them when it is given a queue."""

POLL: Final = 60.0
POLL_SANDBOX: Final = 5.0
ROOM: Final = 1_000_000_000
_LONGEST_PAUSE: Final = 8.0
_ABSENT: Final = {True: ("ecs:DescribeServices", "services"), False: ("ecs:DescribeClusters", "clusters")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task that was kept, and where."""

    task: StoppedTask
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one look gave: tasks that were kept, captures that had to go for room, what could not be read.

    `unread` are IAM actions or reasons without which more would be known; `others` counts lines that told of no
    stopped task.
    """

    kept: tuple[Task, ...] = ()
    gone: tuple[Path, ...] = ()
    unread: tuple[str, ...] = ()
    throttled: bool = False
    others: int = 0


@dataclass(slots=True, kw_only=True)
class Watch:
    """Looks at an account, and keeps what stopped."""

    door: Door
    scope: Scope
    keep: Keep
    _known: set[str] = field(default_factory=set)
    _ending: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know what is kept already."""
        self._known |= set(self.keep.known())

    def look(self) -> Round:
        """Ask for what has stopped since.

        Raises:
            InputError: `cluster-not-found`.
            EnvironmentFailure: no credentials, expired ones, or the disk fails.

        """
        calls = fresh_calls(self.door, self.scope, self._known)
        _check(calls, self.scope, self.door.region)
        refused = [call for call in calls if call.refused]
        found = self._keep(calls)
        unread = tuple(dict.fromkeys(call.action for call in refused if call.error != THROTTLED))
        return replace(found, unread=unread, throttled=any(call.error == THROTTLED for call in refused))

    def hear(self, told: Told) -> Round:
        """Keep what events tell of; raises as `look`, but for clusters."""
        wanted = tuple(call for call in told.calls if self._is_wanted(call))
        return replace(self._keep(wanted), others=told.others)

    def _is_wanted(self, call: CapturedCall) -> bool:
        try:
            tasks = stopped_tasks((call,))
        except InputError:
            # An event that is none of AWS's must not end the watching.
            return False
        names = {service.rpartition("/")[2] for service in self.scope.services}
        clusters = {cluster.rpartition("/")[2] for cluster in self.scope.clusters}
        return any(
            (task.cluster in clusters or not clusters) and (task.service in names or not names) for task in tasks
        )

    def _keep(self, calls: Iterable[CapturedCall]) -> Round:
        kept: list[Task] = []
        for of, some in _groups(calls).items():
            fresh = [one for one in some if not self._is_kept(*one)]
            if fresh:
                told = tuple(call for _, call in fresh)
                world, capture = self._world(fresh[0][0], told)
                path = self.keep.keep(tuple(_ended(*one) for one in fresh), capture, of, imprint(world))
                for task, _ in fresh:
                    kept.append(Task(task=task, path=path))
                    self._remember(task, path)
        return Round(kept=tuple(kept), gone=self.keep.tidy() if kept else ())

    def _is_kept(self, task: StoppedTask, call: CapturedCall) -> bool:
        """Tell whether a task is kept; the last words of one that was about to end are written to it."""
        path = self._ending.get(task.id)
        if path is not None and task.over:
            self.keep.add(path, (_ended(task, call),))
            self._remember(task, path)
        return path is not None or _id(task) in self._known

    def _remember(self, task: StoppedTask, path: Path) -> None:
        if task.over:
            self._ending.pop(task.id, None)
            self._known.add(_id(task))
        else:
            self._ending[task.id] = path

    def _world(self, task: StoppedTask, told: tuple[CapturedCall, ...]) -> tuple[World, Capture]:
        """Read the network of tasks of a service, or of what somebody ran; also of what has gone since."""
        cluster = task.cluster_arn or task.cluster
        alone = Scope(clusters=(cluster,), alone=True)
        scopes = (Scope(clusters=(cluster,), services=(task.service,)), alone) if task.service else (alone,)
        for scope in scopes:
            try:
                return world_of_live(self.door, scope, stopped=told)
            except InputError:
                continue
        left = Capture(name=cluster, calls=told, kind="live")
        return world_of(left), left


def rounds(
    watch: Watch,
    *,
    every: float,
    queue: str = "",
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[Round]:
    """Look again and again, and in between listen to a queue where one is named; it ends only by an interrupt.

    Who is throttled asks less often.

    Raises:
        InputError: `cluster-not-found`, at the first look.
        EnvironmentFailure: no credentials, expired ones, or the disk fails.

    """
    slower, first = 1.0, True
    while True:
        found = _looked(watch, first=first)
        yield found
        first = False
        slower = min(slower * 2, _LONGEST_PAUSE) if found.throttled else 1.0
        end = clock() + every * slower
        if not queue:
            wait(every * slower)
        while queue and clock() < end:
            begun = clock()
            yield heard(watch, queue)
            # A queue that refuses at once must not be asked without a pause.
            wait(max(0.0, min(1.0, end - clock())) if clock() - begun < 1 else 0.0)


def heard(watch: Watch, queue: str, *, patient: bool = True) -> Round:
    """Take what a queue has; what stands in the way is told as unread."""
    try:
        return watch.hear(from_queue(watch.door, queue, wait=patient))
    except CallFailed as failed:
        what = f"{failed.call.permission} ({failed.aws_code or failed.problems[0].code})"
        return Round(unread=(what,), throttled=failed.problems[0].code == THROTTLED)


def lines(watch: Watch, text: Iterable[str]) -> Iterator[Round]:
    """Keep what each line tells of, as soon as it comes."""
    for line in text:
        yield watch.hear(from_lines((line,), watch.door.region))


def _looked(watch: Watch, *, first: bool) -> Round:
    try:
        return watch.look()
    except InputError:
        # What is not there at the beginning was misspelt; later it has gone, and may come again.
        if first:
            raise
        return Round()


def _check(calls: Iterable[CapturedCall], scope: Scope, region: str) -> None:
    """Refuse a cluster that is not there: ECS says so when its tasks are listed.

    Raises:
        InputError: `cluster-not-found`, `service-not-found`.

    """
    for call in calls:
        if call.call == "ecs:ListTasks" and call.absent:
            key, listed = _ABSENT["Service" in call.error]
            cluster = str(call.parameters.get("cluster", ""))
            check_found((CapturedCall(call=key, output={listed: []}),), replace(scope, clusters=(cluster,)), region)


def _groups(calls: Iterable[CapturedCall]) -> dict[tuple[str, ...], list[tuple[StoppedTask, CapturedCall]]]:
    """Return the stopped tasks of Fargate by cluster and service, each with a call that tells of it alone."""
    found: dict[tuple[str, ...], dict[str, tuple[StoppedTask, CapturedCall]]] = {}
    for one in (alone for call in calls for alone in _alone(call)):
        for task in stopped_tasks((one,)):
            if task.id and task.fargate:
                family = task.task_definition.rpartition("/")[2].partition(":")[0]
                of = (task.cluster, task.service) if task.service else (task.cluster, "", family)
                found.setdefault(of, {})[task.id] = (task, one)
    return {of: list(some.values()) for of, some in found.items()}


def _alone(call: CapturedCall) -> Iterator[CapturedCall]:
    listed = call.output.get("tasks") if call.call == "ecs:DescribeTasks" and call.answered else None
    for task in listed if isinstance(listed, list) else ():
        if isinstance(task, dict):
            asked = {**call.parameters, "tasks": [task.get("taskArn")]}
            yield replace(call, output={"tasks": [task]}, parameters=asked)


def _ended(task: StoppedTask, call: CapturedCall) -> Ended:
    return Ended(id=task.id, at=_moment(task.at), call=call)


def _id(task: StoppedTask) -> str:
    return task.id.rpartition("/")[2]


def _moment(at: str) -> str:
    """Return a time of AWS in UTC as `20260131T235959Z`; now where it does not tell one."""
    try:
        found = datetime.fromisoformat(at) if "T" in at else datetime.fromtimestamp(float(at), UTC)
    except (ValueError, OverflowError, OSError):
        found = datetime.now(UTC)
    return found.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
