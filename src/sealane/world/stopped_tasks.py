"""Tasks that stopped, as ECS tells of them for about an hour."""

from __future__ import annotations

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedTask:
    """A task that stopped, or the event of a service that could not start one.

    Attributes:
        id: the task's ARN, empty for an event.
        cluster, service: their names; the service is empty for a task that none runs.
        cluster_arn: the ARN of the cluster.
        task_definition: the ARN of the task definition.
        stop_code: what ECS calls the end, as `TaskFailedToStart`.
        messages: the stopped reason, then the containers' own reasons; or the event's text.
        started: whether its containers had started.
        began, at: when it was made and when it stopped, as AWS writes it.
        subnet, interface, address: where it stood, as its attachment tells; empty where it tells nothing.
        fargate: whether it ran on Fargate, as far as it says.
        platform_version: of Fargate, empty where it is not told.
        over: whether it has ended, and is not only about to.

    """

    id: str = ""
    cluster: str = ""
    service: str = ""
    task_definition: str = ""
    stop_code: str = ""
    messages: tuple[str, ...] = ()
    started: bool = False
    began: str = ""
    at: str = ""
    cluster_arn: str = ""
    subnet: str = ""
    interface: str = ""
    address: str = ""
    fargate: bool = True
    platform_version: str = ""
    over: bool = True
