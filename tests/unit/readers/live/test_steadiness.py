"""Whether a deployment has arrived."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.readers.live.steadiness import Progress, steady
from sealane.readers.live.translate.services import Status, service
from sealane.world.values import Known, Unread

_NEW, _OLD = "arn:aws:ecs:us-east-1:1:task-definition/app:2", "arn:aws:ecs:us-east-1:1:task-definition/app:1"
_PRIMARY = {"status": "PRIMARY", "rolloutState": "COMPLETED", "taskDefinition": _NEW}
_STEADY = {
    "serviceName": "web",
    "status": "ACTIVE",
    "taskDefinition": _NEW,
    "desiredCount": 2,
    "runningCount": 2,
    "pendingCount": 0,
    "deployments": [_PRIMARY],
}
_STOPPED = [
    {"taskArn": "task/a", "taskDefinitionArn": _NEW, "stoppedAt": "2026-01-01"},
    {"taskArn": "task/b", "taskDefinitionArn": _OLD, "stoppedAt": "2026-01-02"},
    {"taskArn": "task/c", "taskDefinitionArn": _NEW, "stoppedAt": "2026-01-03"},
]


def of(**changes: Any) -> Status:
    """Return the status of the steady service with some keys changed."""
    read = service({**_STEADY, **changes}, Known(()), Known(tuple(_STOPPED)))
    return Status(cluster="app", services=(read,), missing=())


@pytest.mark.parametrize(
    ("changes", "progress", "because"),
    [
        ({}, Progress.STEADY, "2 of 2 tasks run"),
        ({"desiredCount": 0, "runningCount": 0}, Progress.STEADY, "0 of 0 tasks run"),
        ({"runningCount": 1}, Progress.MOVING, "1 of 2 tasks run"),
        ({"pendingCount": 1}, Progress.MOVING, "1 are pending"),
        ({"runningCount": 3}, Progress.MOVING, "3 of 2 tasks run"),
        ({"deployments": [_PRIMARY, {"status": "ACTIVE"}]}, Progress.MOVING, "1 earlier deployment still runs"),
        ({"deployments": [{**_PRIMARY, "rolloutState": "IN_PROGRESS"}]}, Progress.MOVING, "in progress"),
        (
            {"deployments": [{**_PRIMARY, "rolloutState": "FAILED", "rolloutStateReason": "circuit breaker"}]},
            Progress.FAILED,
            "circuit breaker",
        ),
        ({"deployments": []}, Progress.FAILED, "ACTIVE"),
        ({"status": "DRAINING"}, Progress.FAILED, "DRAINING"),
    ],
)
def test_progress_follows_the_status(changes: dict[str, Any], progress: Progress, because: str) -> None:
    """Each state of a service is steady, moving or failed, and says why."""
    (judged,) = steady(of(**changes))
    assert judged.progress is progress
    assert because in judged.because


def test_rollback_is_a_failure_only_for_who_wanted_the_new_one() -> None:
    """A service that is steady on another task definition than the one watched has gone back."""
    back = of(taskDefinition=_OLD, deployments=[{**_PRIMARY, "taskDefinition": _OLD}])
    assert steady(back)[0].progress is Progress.STEADY
    assert steady(back, {"web": _NEW})[0].progress is Progress.FAILED
    assert "app:1" in steady(back, {"web": _NEW})[0].because
    assert steady(of(), {"web": _NEW})[0].progress is Progress.STEADY


def test_stops_are_those_of_the_deployment_watched() -> None:
    """Tasks that stopped of an older version are not shown; the latest stop comes first."""
    assert [task.id for task in steady(of())[0].stops] == ["c", "a"]
    assert [task.id for task in steady(of(), {"web": _OLD})[0].stops] == ["b"]


def test_what_is_missing_has_failed_and_unread_tasks_have_no_stops() -> None:
    """A service that is not there is not steady, and refused tasks do not hide the rest."""
    (gone,) = steady(Status(cluster="app", services=(), missing=("web",)))
    assert (gone.service, gone.progress) == ("web", Progress.FAILED)
    read = service(_STEADY, Unread("refused"), Unread("refused"))
    (judged,) = steady(Status(cluster="app", services=(read,), missing=()))
    assert (judged.progress, judged.stops) == (Progress.STEADY, ())


def test_events_of_the_deployment_tell_of_trouble() -> None:
    """An event that says why no task starts counts from the deployment's beginning on; others and older ones do not."""
    unable = "(service web) was unable to assume the role. Please verify that the role has the proper permissions."
    events = [
        {"message": unable, "createdAt": "2026-01-02T00:00:00+00:00"},
        {"message": "(service web) has started 1 tasks", "createdAt": "2026-01-02T00:00:00+00:00"},
        {"message": "(service web) was unable to place a task.", "createdAt": "2026-01-01T00:00:00+00:00"},
    ]
    begun = {**_PRIMARY, "createdAt": "2026-01-01T12:00:00+00:00", "rolloutState": "IN_PROGRESS"}
    assert steady(of(events=events, deployments=[begun]))[0].troubles == (unable,)
    assert steady(of())[0].troubles == ()
