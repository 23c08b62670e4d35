"""Whether a deployment has arrived: a judgement of a service's status, for whoever watches it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from sealane.readers.capture.translate.stopped_tasks import tells_of_failure
from sealane.readers.live.translate.services import Service, Status, Task
from sealane.world.values import Known


class Progress(enum.StrEnum):
    """Where a deployment is."""

    STEADY = "steady"
    MOVING = "moving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Steadiness:
    """One service's progress, why it is judged so, and what the deployment being watched has met with.

    `stops` are its stopped tasks, `troubles` the service's events since it began that say why a task did not start.
    """

    service: str
    progress: Progress
    because: str
    stops: tuple[Task, ...] = ()
    troubles: tuple[str, ...] = ()


def steady(status: Status, wanted: Mapping[str, str] | None = None) -> tuple[Steadiness, ...]:
    """Judge every service; steady means what AWS's own waiter means: one deployment, as many tasks as desired.

    `wanted` maps a service's name to the ARN of the task definition it should arrive at: a service that is steady on
    another one has been rolled back.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
    """
    judged = [_judge(service, (wanted or {}).get(service.name, "")) for service in status.services]
    gone = [Steadiness(service=name, progress=Progress.FAILED, because="it does not exist") for name in status.missing]
    return (*judged, *gone)


def _judge(service: Service, wanted: str) -> Steadiness:
    progress, because = _progress(service, wanted)
    return Steadiness(
        service=service.name,
        progress=progress,
        because=because,
        stops=_stops(service, wanted or service.task_definition),
        troubles=_troubles(service),
    )


def _progress(service: Service, wanted: str) -> tuple[Progress, str]:
    primary = service.primary
    if service.status == "DRAINING" or primary is None:
        return Progress.FAILED, f"its status is {service.status}"
    if primary.rollout == "FAILED":
        return Progress.FAILED, primary.reason or "its deployment failed"
    if wanted and primary.task_definition != wanted:
        return Progress.FAILED, primary.reason or f"it went back to {primary.task_definition.rpartition('/')[2]}"
    if len(service.deployments) > 1:
        earlier = len(service.deployments) - 1
        runs = "1 earlier deployment still runs" if earlier == 1 else f"{earlier} earlier deployments still run"
        return Progress.MOVING, runs
    if service.running != service.desired or service.pending:
        return Progress.MOVING, f"{service.running} of {service.desired} tasks run, {service.pending} are pending"
    if primary.rollout == "IN_PROGRESS":
        return Progress.MOVING, primary.reason or "its deployment is in progress"
    return Progress.STEADY, f"{service.running} of {service.desired} tasks run"


def _stops(service: Service, task_definition: str) -> tuple[Task, ...]:
    if not isinstance(service.stopped, Known):
        return ()
    return tuple(task for task in service.stopped.value if task.task_definition == task_definition)


def _troubles(service: Service) -> tuple[str, ...]:
    """Return what kept tasks from starting that leave nothing else behind, as a role that ECS may not take."""
    since = service.primary.started if service.primary else ""
    return tuple(event.message for event in service.events if event.at >= since and tells_of_failure(event.message))
