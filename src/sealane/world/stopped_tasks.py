"""Tasks that stopped, as ECS tells of them for about an hour."""

from __future__ import annotations

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedTask:
    """A task that stopped, or the event of a service that could not start one.

    Attributes:
        id: the task's ARN, empty for an event.
        cluster, service: their names; the service is empty for a task that none runs.
        task_definition: the ARN of the task definition.
        stop_code: what ECS calls the end, as `TaskFailedToStart`.
        messages: the stopped reason, then the containers' own reasons; or the event's text.
        started: whether its containers had started.
        at: when it stopped, as AWS writes it.

    """

    id: str = ""
    cluster: str = ""
    service: str = ""
    task_definition: str = ""
    stop_code: str = ""
    messages: tuple[str, ...] = ()
    started: bool = False
    at: str = ""
