"""The services' status as text and JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sealane.report.style import Style, table
from sealane.world.values import Known, Unread

if TYPE_CHECKING:
    from sealane.readers.live.translate.services import Service, Task
    from sealane.verbs.status import Seen
    from sealane.world.values import Value

_STOPS = 3
_EVENTS = 5


def as_text(seen: Seen, style: Style) -> str:
    """Show each service: counts, deployments, stopped tasks, events."""
    rows: list[tuple[str, ...]] = [("SERVICE", "STATUS", "RUNNING", "PENDING", "DEPLOYMENT", "TASK DEFINITION")]
    rows += [_row(service) for service in seen.status.services]
    rows += [(name, "does not exist", "", "", "", "") for name in seen.status.missing]
    parts = [
        f"cluster {seen.status.cluster} in account {seen.caller.account}, {seen.caller.region}",
        table(rows, style),
    ]
    parts += [part for service in seen.status.services for part in _details(service, style)]
    if seen.idle:
        parts.append(style.paint("this sandbox registers tasks and runs none, so none is counted as running", "dim"))
    return "\n\n".join(parts)


def as_json(seen: Seen) -> dict[str, Any]:
    """Render the same for machines."""
    return {
        "schema": "sealane/status/1",
        "account": seen.caller.account,
        "region": seen.caller.region,
        "cluster": seen.status.cluster,
        "sandbox": seen.sandbox,
        "services": [_service_json(service) for service in seen.status.services],
        "missing": list(seen.status.missing),
    }


def _row(service: Service) -> tuple[str, ...]:
    primary = service.primary
    return (
        service.name,
        service.status,
        f"{service.running} of {service.desired}",
        str(service.pending),
        (primary.rollout or primary.status).lower().replace("_", " ") if primary else "none",
        service.task_definition.rpartition("/")[2],
    )


def _details(service: Service, style: Style) -> list[str]:
    parts = []
    stopped = service.stopped
    if isinstance(stopped, Known) and stopped.value:
        lines = [style.paint(f"{service.name}: stopped tasks", "bold")]
        lines += [f"  {task.id}  {_reason(task)}" for task in stopped.value[:_STOPS]]
        parts.append("\n".join(lines))
    if isinstance(stopped, Unread):
        parts.append(f"{service.name}: stopped tasks could not be read ({stopped.action})")
    if service.events:
        lines = [style.paint(f"{service.name}: last events", "bold")]
        lines += [f"  {event.at}  {event.message}" for event in service.events[:_EVENTS]]
        parts.append("\n".join(lines))
    return parts


def _reason(task: Task) -> str:
    reasons = [task.stopped_reason, *(container.reason for container in task.containers)]
    return "; ".join(reason for reason in reasons if reason) or task.stop_code or "no reason given"


def _service_json(service: Service) -> dict[str, Any]:
    form = {
        name: value
        for name, value in asdict(service).items()
        if name
        in {"name", "arn", "status", "task_definition", "desired", "running", "pending", "deployments", "events"}
    }
    return form | {"tasks": _tasks_json(service.tasks), "stopped": _tasks_json(service.stopped)}


def _tasks_json(tasks: Value[tuple[Task, ...]]) -> list[dict[str, Any]] | None:
    return [asdict(task) for task in tasks.value] if isinstance(tasks, Known) else None
