"""What runs of the services of a cluster, what is being rolled out, and why tasks stopped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sealane.readers.live.call import Call, permissions
from sealane.readers.live.door import NO_ITEMS, Door, at_once, look
from sealane.readers.live.refusals import CallFailed
from sealane.readers.live.translate.services import Service, Status
from sealane.readers.live.translate.services import service as translated
from sealane.world.values import Value

Document = Mapping[str, Any]
Documents = tuple[Document, ...]

_SERVICES = Call(service="ecs", operation="DescribeServices")
_TASK_LIST = Call(service="ecs", operation="ListTasks")
_TASKS = Call(service="ecs", operation="DescribeTasks")

ACTIONS: tuple[str, ...] = permissions(_SERVICES, _TASK_LIST, _TASKS)

# The APIs take no more names at once.
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html
_SERVICES_AT_ONCE = 10
_TASKS_AT_ONCE = 100
_NO_CLUSTER = ("ClusterNotFoundException",)
_GONE = "INACTIVE"


def status(door: Door, cluster: str, services: tuple[str, ...]) -> Status:
    """Return how the services are; those that do not exist, or no longer, are `missing`.

    Tasks are unread where AWS refuses them.

    Raises:
        EnvironmentFailure: the services themselves cannot be described.

    """
    documents = {document["serviceName"]: document for document in _described(door, cluster, services)}
    present = tuple(name for name in services if name in documents)
    with at_once() as pool:
        found = list(pool.map(lambda name: _service(door, cluster, documents[name]), present))
    missing = tuple(name for name in services if name not in documents)
    return Status(cluster=cluster, services=tuple(found), missing=missing)


def _described(door: Door, cluster: str, services: tuple[str, ...]) -> Documents:
    found: list[Document] = []
    try:
        for names in _batches(services, _SERVICES_AT_ONCE):
            found += door.every(_SERVICES, "services", cluster=cluster, services=list(names))
    except CallFailed as failed:
        if failed.aws_code not in _NO_CLUSTER:
            raise
    return tuple(document for document in found if document.get("status") != _GONE)


def _service(door: Door, cluster: str, document: Document) -> Service:
    name = document["serviceName"]
    return translated(
        document,
        tasks=_tasks(door, cluster, name, "RUNNING"),
        stopped=_tasks(door, cluster, name, "STOPPED"),
    )


def _tasks(door: Door, cluster: str, service: str, desired: str) -> Value[Documents]:
    def ask() -> Documents:
        listed = door.pages(_TASK_LIST, cluster=cluster, serviceName=service, desiredStatus=desired)
        arns = tuple(arn for page in listed for arn in page.get("taskArns") or ())
        return tuple(
            task
            for some in _batches(arns, _TASKS_AT_ONCE)
            for task in door.every(_TASKS, "tasks", cluster=cluster, tasks=list(some))
        )

    return look(ask, absent=NO_ITEMS, codes=_NO_CLUSTER)


def _batches(names: tuple[str, ...], size: int) -> list[tuple[str, ...]]:
    return [names[start : start + size] for start in range(0, len(names), size)]
