"""`DescribeServices` and `DescribeTasks` to what runs of a service, what is being rolled out, and what stopped.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sealane.world.values import Known, Value

Document = Mapping[str, Any]
_EVENTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One deployment: `status` is `PRIMARY`, `ACTIVE` or `INACTIVE`; `rollout` `IN_PROGRESS`, `COMPLETED`, `FAILED`."""

    id: str
    status: str
    rollout: str
    reason: str
    task_definition: str
    desired: int
    running: int
    pending: int
    failed: int
    started: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One service event; `at` is ISO 8601."""

    id: str
    at: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerState:
    """One container of a task; `exit_code` is an empty text while it has none."""

    name: str
    status: str
    reason: str
    exit_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task; `stop_code` and `stopped_reason` are empty while it runs."""

    arn: str
    status: str
    task_definition: str
    zone: str
    health: str
    stop_code: str
    stopped_reason: str
    started: str
    stopped: str
    containers: tuple[ContainerState, ...]

    @property
    def id(self) -> str:
        """Return the last part of the ARN."""
        return self.arn.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service, with the tasks that run and those that stopped, which ECS forgets after about an hour.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html
    """

    name: str
    arn: str
    status: str
    task_definition: str
    desired: int
    running: int
    pending: int
    deployments: tuple[Deployment, ...]
    events: tuple[Event, ...]
    tasks: Value[tuple[Task, ...]]
    stopped: Value[tuple[Task, ...]]

    @property
    def primary(self) -> Deployment | None:
        """Return the deployment that the service is moving to, or has arrived at."""
        return next((deployment for deployment in self.deployments if deployment.status == "PRIMARY"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The services of a cluster in the order asked for; `missing` are the names that are not there."""

    cluster: str
    services: tuple[Service, ...]
    missing: tuple[str, ...]


def service(document: Document, tasks: Value[tuple[Document, ...]], stopped: Value[tuple[Document, ...]]) -> Service:
    """Return the service with its latest events."""
    return Service(
        name=_text(document, "serviceName"),
        arn=_text(document, "serviceArn"),
        status=_text(document, "status"),
        task_definition=_text(document, "taskDefinition"),
        desired=_count(document, "desiredCount"),
        running=_count(document, "runningCount"),
        pending=_count(document, "pendingCount"),
        deployments=tuple(map(_deployment, document.get("deployments") or ())),
        events=tuple(map(_event, (document.get("events") or ())[:_EVENTS])),
        tasks=_tasks(tasks),
        stopped=_tasks(stopped),
    )


def _deployment(document: Document) -> Deployment:
    return Deployment(
        id=_text(document, "id"),
        status=_text(document, "status"),
        rollout=_text(document, "rolloutState"),
        reason=_text(document, "rolloutStateReason"),
        task_definition=_text(document, "taskDefinition"),
        desired=_count(document, "desiredCount"),
        running=_count(document, "runningCount"),
        pending=_count(document, "pendingCount"),
        failed=_count(document, "failedTasks"),
        started=_moment(document, "createdAt"),
    )


def _event(document: Document) -> Event:
    return Event(id=_text(document, "id"), at=_moment(document, "createdAt"), message=_text(document, "message"))


def _tasks(documents: Value[tuple[Document, ...]]) -> Value[tuple[Task, ...]]:
    if not isinstance(documents, Known):
        return documents
    # The latest stop first; ISO 8601 in one time zone sorts as text.
    return Known(tuple(sorted(map(_task, documents.value), key=lambda task: task.stopped, reverse=True)))


def _task(document: Document) -> Task:
    return Task(
        arn=_text(document, "taskArn"),
        status=_text(document, "lastStatus"),
        task_definition=_text(document, "taskDefinitionArn"),
        zone=_text(document, "availabilityZone"),
        health=_text(document, "healthStatus"),
        stop_code=_text(document, "stopCode"),
        stopped_reason=_text(document, "stoppedReason"),
        started=_moment(document, "startedAt"),
        stopped=_moment(document, "stoppedAt"),
        containers=tuple(map(_container, document.get("containers") or ())),
    )


def _container(document: Document) -> ContainerState:
    return ContainerState(
        name=_text(document, "name"),
        status=_text(document, "lastStatus"),
        reason=_text(document, "reason"),
        exit_code=_text(document, "exitCode"),
    )


def _text(document: Document, key: str) -> str:
    value = document.get(key)
    return "" if value is None else str(value)


def _count(document: Document, key: str) -> int:
    return int(document.get(key) or 0)


def _moment(document: Document, key: str) -> str:
    value = document.get(key)
    return value.isoformat() if isinstance(value, datetime) else _text(document, key)
