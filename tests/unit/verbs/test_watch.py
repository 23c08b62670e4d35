"""Watching a deployment."""

from __future__ import annotations

from sealane.readers.live.steadiness import Progress, Steadiness
from sealane.readers.live.translate.services import Deployment, Service, Status
from sealane.verbs.watch import watch
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

    def ask(self) -> Status:
        """Return the next answer, the last one for ever."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def clock(self) -> float:
        """Return the moment."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def test_a_deployment_that_arrives_is_watched_to_its_end() -> None:
    """The watching ends when every task runs, and each change is told once."""
    course = Course(seen(0), seen(0), seen(1), seen(2, "COMPLETED"))
    watched = watch(course.ask, course.heard.append, clock=course.clock, wait=course.wait)
    assert watched.arrived
    assert watched.in_time
    assert [heard.because[:1] for heard in course.heard] == ["0", "1", "2"]


def test_a_failed_deployment_ends_the_watching_at_once() -> None:
    """A failure is not waited out, and its reason is kept."""
    course = Course(seen(0), seen(0, "FAILED"), seen(2, "COMPLETED"))
    watched = watch(course.ask, course.heard.append, clock=course.clock, wait=course.wait)
    assert not watched.arrived
    assert watched.services[0].progress is Progress.FAILED
    assert watched.services[0].because == "tasks failed to start"


def test_patience_ends_and_says_so() -> None:
    """A service that never arrives is given up after the patience, and is not called failed."""
    course = Course(seen(0))
    watched = watch(course.ask, course.heard.append, patience=60, clock=course.clock, wait=course.wait)
    assert not watched.in_time
    assert watched.services[0].progress is Progress.MOVING
    assert course.now >= 60
