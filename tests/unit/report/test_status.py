"""The services' status, in words and as a document."""

from __future__ import annotations

from dataclasses import replace

from sealane.readers.live.translate.services import ContainerState, Deployment, Event, Service, Status, Task
from sealane.report.status import as_json, as_text
from sealane.report.style import PLAIN, Style
from sealane.verbs.status import Seen
from sealane.world.values import Known, Unread
from tests.unit.report.planned import CALLER

WIDE = replace(PLAIN, width=200)
DEPLOYMENT = Deployment(
    id="ecs-svc/1",
    status="PRIMARY",
    rollout="IN_PROGRESS",
    reason="",
    task_definition="app:2",
    desired=2,
    running=1,
    pending=1,
    failed=0,
    started="",
)
STOPPED = Task(
    arn="arn:aws:ecs:us-east-1:111122223333:task/app/0a1b",
    status="STOPPED",
    task_definition="app:2",
    zone="us-east-1a",
    health="UNKNOWN",
    stop_code="TaskFailedToStart",
    stopped_reason="ResourceInitializationError: unable to pull secrets",
    started="",
    stopped="2026-01-01",
    containers=(ContainerState(name="app", status="STOPPED", reason="CannotPullContainerError", exit_code=""),),
)
SERVICE = Service(
    name="app",
    arn="arn:aws:ecs:us-east-1:111122223333:service/app/app",
    status="ACTIVE",
    task_definition="arn:aws:ecs:us-east-1:111122223333:task-definition/app:2",
    desired=2,
    running=1,
    pending=1,
    deployments=(DEPLOYMENT,),
    events=tuple(Event(id=str(n), at=f"10:0{n}", message=f"event {n}") for n in range(9)),
    tasks=Known(()),
    stopped=Known(()),
)


def seen(*services: Service, missing: tuple[str, ...] = (), sandbox: bool = False) -> Seen:
    """Return a status as the verb gives it."""
    return Seen(caller=CALLER, status=Status(cluster="app", services=services, missing=missing), sandbox=sandbox)


def test_a_service_in_one_line() -> None:
    """Counts, rollout and revision stand beside the name; the latest events follow, and not all of them."""
    text = as_text(seen(SERVICE), WIDE)
    assert "cluster app in account 111122223333, us-east-1" in text
    assert "app      ACTIVE  1 of 2   1        in progress  app:2" in text
    assert "  10:04  event 4" in text
    assert "event 5" not in text


def test_a_service_that_is_not_there() -> None:
    """It has a row of its own that says so, and is listed in the document."""
    text = as_text(seen(SERVICE, missing=("other",)), WIDE)
    assert "other    does not exist" in text
    assert "does not exist" not in as_text(seen(SERVICE), WIDE)
    assert as_json(seen(missing=("other",)))["missing"] == ["other"]


def test_why_tasks_stopped() -> None:
    """The task's reason and its containers' are given; without either the stop code; unread is said and not guessed."""
    stopped = replace(SERVICE, stopped=Known((STOPPED,)))
    text = as_text(seen(stopped), WIDE)
    assert "0a1b  ResourceInitializationError: unable to pull secrets; CannotPullContainerError" in text
    silent = replace(STOPPED, stopped_reason="", containers=())
    assert "0a1b  TaskFailedToStart" in as_text(seen(replace(SERVICE, stopped=Known((silent,)))), WIDE)
    unread = replace(SERVICE, stopped=Unread("call-denied", "ecs:ListTasks"))
    assert "app: stopped tasks could not be read (ecs:ListTasks)" in as_text(seen(unread), WIDE)
    assert as_json(seen(unread))["services"][0]["stopped"] is None
    assert as_json(seen(stopped))["services"][0]["stopped"][0]["stop_code"] == "TaskFailedToStart"
    assert "stopped tasks" not in as_text(seen(SERVICE), WIDE)


def test_a_service_without_a_deployment() -> None:
    """One that is being drained has none, and the row says so."""
    assert "none" in as_text(seen(replace(SERVICE, deployments=(), status="DRAINING")), WIDE)


def test_an_idle_sandbox_runs_nothing() -> None:
    """In a sandbox without tasks the zero is explained; in one with them and in an account it is not excused."""
    assert "runs none" in as_text(replace(seen(SERVICE, sandbox=True), idle=True), WIDE)
    assert "runs none" not in as_text(seen(SERVICE, sandbox=True), WIDE)
    assert "runs none" not in as_text(seen(SERVICE), WIDE)
    assert as_json(seen(SERVICE, sandbox=True))["sandbox"] is True


def test_a_narrow_terminal_loses_nothing() -> None:
    """Forty columns lay the row out downwards with every value."""
    text = as_text(seen(SERVICE), Style(width=40))
    for word in ("app", "ACTIVE", "1 of 2", "in progress", "app:2"):
        assert word in text
