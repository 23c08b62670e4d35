"""Watching a deployment."""

from __future__ import annotations

from dataclasses import replace

from sealane.readers.live.steadiness import Progress, Steadiness
from sealane.readers.live.translate.services import Deployment, Event, Service, Status, Task
from sealane.verbs.arrival import Arrival, Pace, arrival
from sealane.world.values import Known


def seen(running: int, rollout: str = "IN_PROGRESS") -> Status:
    """Return one service of two desired tasks, of which some run."""
    deployment = Deployment(
        id="ecs-svc/1",
        status="PRIMARY",
        rollout=rollout,
        reason="tasks failed to start" if rollout == "FAILED" else "",
        task_definition="app:1",
        desired=2,
        running=running,
        pending=2 - running,
        failed=0,
        started="",
    )
    service = Service(
        name="app",
        arn="",
        status="ACTIVE",
        task_definition="app:1",
        desired=2,
        running=running,
        pending=2 - running,
        deployments=(deployment,),
        events=(),
        tasks=Known(()),
        stopped=Known(()),
    )
    return Status(cluster="app", services=(service,), missing=())


class Course:
    """Answers one status after the other, and a clock that moves as the watcher waits."""

    def __init__(self, *answers: Status) -> None:
        self.answers = list(answers)
        self.now = 0.0
        self.heard: list[Steadiness] = []
        self.judged: list[str] = []

    def ask(self) -> Status:
        """Return the next answer, the last one for ever."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def clock(self) -> float:
        """Return the moment."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def watched_on(course: Course, *, hopeless: bool = False, patience: float = 600) -> Arrival:
    """Watch a course to its end."""

    def judged(service: Steadiness) -> bool:
        course.judged.append(service.service)
        return hopeless

    pace = Pace(patience=patience, clock=course.clock, wait=course.wait)
    return arrival(course.ask, course.heard.append, judged, pace)


def losing(status: Status, code: str) -> Status:
    """Return the same with a task of the deployment that stopped."""
    (service,) = status.services
    task = Task(
        arn="arn:aws:ecs:us-east-1:1:task/app/1",
        status="STOPPED",
        task_definition="app:1",
        zone="",
        health="",
        stop_code=code,
        stopped_reason="it did not start",
        started="",
        stopped="",
        containers=(),
    )
    return replace(status, services=(replace(service, stopped=Known((task,))),))


def test_a_deployment_that_arrives_is_watched_to_its_end() -> None:
    """The watching ends when every task runs, and each change is told once."""
    course = Course(seen(0), seen(0), seen(1), seen(2, "COMPLETED"))
    watched = watched_on(course)
    assert watched.arrived
    assert watched.in_time
    assert [heard.because[:1] for heard in course.heard] == ["0", "1", "2"]


def test_a_failed_deployment_ends_the_watching_at_once() -> None:
    """A failure is not waited out, and its reason is kept."""
    course = Course(seen(0), seen(0, "FAILED"), seen(2, "COMPLETED"))
    watched = watched_on(course)
    assert not watched.arrived
    assert watched.services[0].progress is Progress.FAILED
    assert watched.services[0].because == "tasks failed to start"


def test_patience_ends_and_says_so() -> None:
    """A service that never arrives is given up after the patience, and is not called failed."""
    course = Course(seen(0))
    watched = watched_on(course, patience=60)
    assert not watched.in_time
    assert watched.services[0].progress is Progress.MOVING
    assert course.now >= 60


def test_a_cause_that_is_certain_ends_the_watching() -> None:
    """A task that failed to start is looked into once; where no other can start either, nobody waits for ECS."""
    failing = losing(seen(0), "TaskFailedToStart")
    course = Course(seen(0), failing)
    watched = watched_on(course, hopeless=True)
    assert (watched.failed, watched.in_time, course.judged) == (True, True, ["app"])
    assert watched.services[0].because == "its tasks cannot start"
    assert course.now < 60


def test_a_cause_that_is_not_certain_is_waited_out() -> None:
    """The service is watched on, and a start that works after all is no failure."""
    failing = losing(seen(0), "TaskFailedToStart")
    course = Course(seen(0), failing, failing, seen(2, "COMPLETED"))
    assert watched_on(course).arrived
    assert course.judged == ["app"]
    stuck = Course(failing)
    watched = watched_on(stuck, patience=60)
    assert (watched.arrived, watched.failed, stuck.judged) == (False, False, ["app"])


def test_each_further_failure_is_looked_into_a_few_times() -> None:
    """What was not certain at first may be after the next failure, and a service that fails for ever is let alone."""
    failing = losing(seen(0), "TaskFailedToStart")
    (service,) = failing.services
    assert isinstance(service.stopped, Known)
    (task,) = service.stopped.value
    more = [replace(failing, services=(replace(service, stopped=Known((task,) * number)),)) for number in range(1, 9)]
    course = Course(*more)
    assert not watched_on(course, patience=60).failed
    assert course.judged == ["app"] * 4


def test_an_event_that_tells_of_trouble_is_looked_into() -> None:
    """What keeps ECS from starting any task leaves an event and no task behind."""
    (service,) = seen(0).services
    event = Event(id="1", at="2026", message="(service app) was unable to place a task. Reason: no such role.")
    course = Course(replace(seen(0), services=(replace(service, events=(event,)),)))
    assert watched_on(course, hopeless=True).failed
    assert course.judged == ["app"]


def test_a_task_that_somebody_stopped_is_no_failure() -> None:
    """Nobody looks for a cause when ECS or a person wanted a task to end."""
    course = Course(losing(seen(0), "ServiceSchedulerInitiated"), seen(2, "COMPLETED"))
    assert watched_on(course, hopeless=True).arrived
    assert course.judged == []
