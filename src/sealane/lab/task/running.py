"""A task's containers from the first start to the last stop."""

from __future__ import annotations

import enum
import queue
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from sealane.lab.task.containers import Checked, Event, Exited, Running, Started
from sealane.lab.task.documents import container_document, task_document
from sealane.lab.task.dressing import Dressed, dress
from sealane.lab.task.health import Health, Watch
from sealane.lab.task.job import Job
from sealane.lab.task.layout import Unusable
from sealane.lab.task.metadata import Metadata, credentials_path
from sealane.lab.task.order import State, Status, ended, hopeless, ready, stop_order
from sealane.lab.task.programs import Lab
from sealane.lab.task.runtime import Runtime, sweep
from sealane.lab.task.shipping import Shipper
from sealane.lab.task.users import NoSuchUser
from sealane.records import dataclass, replace

_KILLED: Final = 10.0


class StopCode(enum.StrEnum):
    """Why a task stopped, as ECS has it.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
    """

    FAILED_TO_START = "TaskFailedToStart"
    CONTAINER_EXITED = "EssentialContainerExited"
    USER = "UserInitiated"
    SCHEDULER = "ServiceSchedulerInitiated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """An order to stop."""

    code: StopCode
    reason: str


Told = Callable[[Mapping[str, State]], None]


class Run:
    """A task that runs; `told` hears the containers' states whenever one changes, the last time with all stopped."""

    def __init__(self, job: Job, lab: Lab, told: Told) -> None:
        """Start nothing yet."""
        self._job, self._lab, self._told = job, lab, told
        self._events: queue.Queue[Event | Stop] = queue.Queue()
        self._runtime = Runtime(lab, job.place.space, job.folder)
        self._dressed: dict[str, Dressed] = {}
        self._running: dict[str, Running] = {}
        self._watches = {one.name: Watch(check=one.health) for one in job.containers if one.health}
        self.states: dict[str, State] = {one.name: State() for one in job.containers}

    def stop(self, code: StopCode, reason: str) -> None:
        """Ask for the end; `live` returns when it has come."""
        self._events.put(Stop(code=code, reason=reason))

    def live(self) -> Stop:
        """Run everything until the task is over, and say why it is."""
        metadata = None
        try:
            for number, container in enumerate(self._job.containers):
                self._dressed[container.name] = dress(container, number, self._job)
            metadata = Metadata(self._lab, self._job.place.space, self._ask)
            stop = self._until_over()
            self._end_all()
        except (Unusable, NoSuchUser) as error:
            kind = "CannotPullContainerError" if isinstance(error, Unusable) else "CannotStartContainerError"
            stop = Stop(code=StopCode.FAILED_TO_START, reason=f"{kind}: {error}")
        finally:
            if metadata is not None:
                metadata.stop()
            shutil.rmtree(self._job.folder, ignore_errors=True)
            if self._job.group:
                sweep(self._job.group.strip("/"), 0)
        return stop

    def _until_over(self) -> Stop:
        containers = self._job.containers
        while True:
            for name in ready(containers, self.states):
                self._start(name)
            if stuck := hopeless(containers, self.states):
                reason = f"dependency on container {stuck[1]} of container {stuck[0]} cannot be resolved"
                return Stop(code=StopCode.FAILED_TO_START, reason=reason)
            event = self._events.get()
            if isinstance(event, Stop):
                return event
            self._hear(event)
            if stop := self._over():
                return stop

    def _over(self) -> Stop | None:
        """Say why the task is over, if it is: an essential container has ended, or is not well any more."""
        name = ended(self._job.containers, self.states)
        if name is not None:
            state = self.states[name]
            if state.exit_code is None:
                return Stop(code=StopCode.FAILED_TO_START, reason=state.reason or "Task failed to start")
            return Stop(code=StopCode.CONTAINER_EXITED, reason="Essential container in task exited")
        if all(state.status is Status.STOPPED for state in self.states.values()):
            return Stop(code=StopCode.CONTAINER_EXITED, reason="All containers in task exited")
        for container in self._job.containers:
            if container.essential and self.states[container.name].health is Health.UNHEALTHY:
                return Stop(code=StopCode.SCHEDULER, reason="Task failed container health checks")
        return None

    def _start(self, name: str) -> None:
        logged = self._job.logs.get(name)
        shipper = Shipper(logged.put) if logged else None
        self._running[name] = Running(self._dressed[name], self._runtime, shipper, self._events.put)
        # It waits for nothing any more, and must not be started twice before it says that it runs.
        self.states[name] = replace(self.states[name], status=Status.RUNNING)
        self._running[name].start()

    def _hear(self, event: Event) -> None:
        state = self.states[event.name]
        match event:
            case Started(when=when):
                state = replace(state, started=when)
            case Exited(when=when, exit_code=code, reason=reason):
                state = replace(state, status=Status.STOPPED, exit_code=code, reason=reason, stopped=when)
            case Checked(name=name, passed=passed, age=age):
                self._watches[name] = self._watches[name].after(passed=passed, age=age)
                state = replace(state, health=self._watches[name].health)
        if state != self.states[event.name]:
            self.states[event.name] = state
            self._told(dict(self.states))

    def _end_all(self) -> None:
        """Stop in order, those that are depended on last; each is asked first, and killed when its time is up.

        https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html
        """
        for wave in stop_order(self._job.containers):
            stopping = [self._running[name] for name in wave if name in self._running]
            threads = [threading.Thread(target=_end, args=(one,), daemon=True) for one in stopping]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self._drain()
        for name, state in self.states.items():
            if state.status is not Status.STOPPED:
                self.states[name] = replace(state, status=Status.STOPPED, stopped=time.time())
        self._told(dict(self.states))

    def _drain(self) -> None:
        while True:
            try:
                event = self._events.get_nowait()
            except queue.Empty:
                return
            if not isinstance(event, Stop):
                self._hear(event)

    def _ask(self, path: str) -> Mapping[str, Any] | None:
        job = self._job
        if path == credentials_path(job.task_id):
            return job.credentials() if job.credentials is not None else None
        parts = path.strip("/").split("/")
        for name, dressed in self._dressed.items():
            if parts[0] in {"v3", "v4"} and len(parts) > 1 and parts[1] == dressed.instance.identifier:
                return self._document(parts[2:], name)
        return None

    def _document(self, rest: list[str], name: str) -> Mapping[str, Any] | None:
        pairs = [(dressed.instance, self.states[each]) for each, dressed in self._dressed.items()]
        match rest:
            case []:
                return container_document(self._job.identity, self._dressed[name].instance, self.states[name])
            case ["task"]:
                return task_document(self._job.identity, pairs)
            case ["stats"]:
                return {}
            case ["task", "stats"]:
                return {instance.identifier: {} for instance, _ in pairs}
        return None


def _end(container: Running) -> None:
    if container.wait(0):
        return
    container.ask_to_stop()
    if not container.wait(container.stop_seconds):
        container.kill()
        container.wait(_KILLED)
