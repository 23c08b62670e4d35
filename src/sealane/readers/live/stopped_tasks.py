"""Stopped tasks of the live account: asked for by describing and listing alone, and kept as captured calls."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final

from sealane.readers.capture.captured import CapturedCall, action_of
from sealane.readers.live.asking import asked
from sealane.readers.live.closure.question import Question, batches
from sealane.readers.live.door import Door, at_once
from sealane.readers.live.scope import Scope

CALLS: Final = ("ecs:DescribeServices", "ecs:DescribeTasks", "ecs:ListClusters", "ecs:ListTasks")
ACTIONS: Final[tuple[str, ...]] = tuple(sorted(map(action_of, CALLS)))
"""The IAM actions that are used beside those of a live reading."""

# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html
_TASKS_AT_ONCE: Final = 100
_SERVICES_AT_ONCE: Final = 10


def stopped_calls(door: Door, scope: Scope, tasks: tuple[str, ...] = ()) -> tuple[CapturedCall, ...]:
    """Ask for the stopped tasks of a scope and the events of its services, or for the named tasks alone.

    Raises:
        EnvironmentFailure: no credentials, expired ones, or AWS cannot be reached.

    """
    if tasks:
        return _asked(door, _of_tasks(tasks, scope))
    clusters = scope.clusters or tuple(_texts(_asked(door, [Question("ecs:ListClusters", {})]), "clusterArns"))
    events = list(_events(scope))
    lists = _asked(door, [*events, *(question for one in clusters for question in _lists(one, scope))])
    return (*lists, *_asked(door, _of_tasks(tuple(dict.fromkeys(_texts(lists, "taskArns"))), scope)))


def fresh_calls(door: Door, scope: Scope, known: Container[str]) -> tuple[CapturedCall, ...]:
    """Ask which tasks of a scope have stopped, and for those whose ids are not known, each batch in one call.

    Raises:
        EnvironmentFailure: no credentials, expired ones, or AWS cannot be reached.

    """
    listed = _asked(door, [] if scope.clusters else [Question("ecs:ListClusters", {})])
    clusters = scope.clusters or tuple(_texts(listed, "clusterArns"))
    lists = _asked(door, [question for one in clusters for question in _lists(one, scope)])
    fresh = tuple(task for task in dict.fromkeys(_texts(lists, "taskArns")) if task.rpartition("/")[2] not in known)
    return (*listed, *lists, *_asked(door, _of_tasks(fresh, scope)))


def cluster_of(task: str) -> str:
    """Return the cluster that stands in a task's ARN, empty for a bare id and the short form of older ARNs.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
    """
    parts = task.partition(":task/")[2].split("/")
    return parts[0] if len(parts) > 1 else ""


def _lists(cluster: str, scope: Scope) -> Iterator[Question]:
    if not scope.services:
        yield Question("ecs:ListTasks", {"cluster": cluster, "desiredStatus": "STOPPED"})
    for service in scope.services:
        yield Question("ecs:ListTasks", {"cluster": cluster, "serviceName": service, "desiredStatus": "STOPPED"})


def _events(scope: Scope) -> Iterator[Question]:
    """Ask for the events of the services that are named; a task that ECS could not even start leaves nothing else."""
    for some in batches(scope.services, _SERVICES_AT_ONCE):
        yield Question("ecs:DescribeServices", {"cluster": scope.clusters[0], "services": some})


def _of_tasks(tasks: tuple[str, ...], scope: Scope) -> list[Question]:
    by_cluster: dict[str, list[str]] = {}
    for task in tasks:
        by_cluster.setdefault(cluster_of(task) or next(iter(scope.clusters), "default"), []).append(task)
    return [
        Question("ecs:DescribeTasks", {"cluster": cluster, "tasks": some})
        for cluster, names in by_cluster.items()
        for some in batches(names, _TASKS_AT_ONCE)
    ]


def _asked(door: Door, questions: Iterable[Question]) -> tuple[CapturedCall, ...]:
    with at_once() as pool:
        return tuple(pool.map(lambda question: asked(door, question), questions))


def _texts(calls: Iterable[CapturedCall], key: str) -> Iterator[str]:
    for call in calls:
        listed = call.output.get(key)
        yield from (one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()
