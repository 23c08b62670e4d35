"""Stopped tasks that no service shows as it is now, as facts of what ran them.

A task that somebody ran leaves its subnet behind; a deployment that was rolled back leaves its task definition, which
the service names no longer. Both are needed to say why the task stopped, and neither is something that will start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sealane.readers.capture.captured import CapturedCall
from sealane.readers.capture.translate.services import setting_of
from sealane.readers.capture.translate.stopped_tasks import stopped_tasks
from sealane.records import replace
from sealane.world.interfaces import NetworkInterface
from sealane.world.services import RunnerKind, Service
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.values import Known, Origin, Unread, Value
from sealane.world.world import World

_GONE: Final = Unread(
    "the network interface of the stopped task is gone, and its security groups and public address with it",
    "ec2:DescribeNetworkInterfaces",
)


def with_runs(world: World, calls: Iterable[CapturedCall]) -> World:
    """Return a world with what ran the stopped tasks that some calls tell of, each place and task definition once."""
    found: dict[str, Service] = {}
    for task in stopped_tasks(calls):
        for run in _runs(task, world):
            found.setdefault(run.id, run)
    return world.with_facts(*found.values()) if found else world


def _runs(task: StoppedTask, world: World) -> Iterator[Service]:
    if not task.id or not task.task_definition or not task.fargate:
        return
    service = _service(task, world)
    if service is None:
        if task.subnet:
            yield _alone(task, world)
    elif _has_left(service, task.task_definition):
        yield _earlier(service, task)


def _service(task: StoppedTask, world: World) -> Service | None:
    """Return the service that a task was of, while it is there."""
    for service in world.table(Service).values():
        of_cluster = f"/{task.cluster}/" in service.id or not task.cluster
        if service.kind is RunnerKind.SERVICE and service.name == Known(task.service) and of_cluster:
            return service
    return None


def _has_left(service: Service, task_definition: str) -> bool:
    """Tell whether a service went back from a task definition, and did not come on to the next one.

    Whoever repaired an older revision by a newer one asks about the newer one.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
    """
    now = service.task_definition
    if not isinstance(now, Known) or now.value == task_definition:
        return False
    return _family(now.value) != _family(task_definition) or _revision(task_definition) > _revision(now.value)


def _earlier(service: Service, task: StoppedTask) -> Service:
    """Return a service as the deployment that failed had it; the places are those of the task where they are told."""
    subnets = service.subnets
    moved = isinstance(subnets, Known) and bool(task.subnet) and task.subnet not in subnets.value
    run = replace(service, id=f"{service.id}#{task.task_definition}", task_definition=Known(task.task_definition))
    return replace(run, subnets=Known((task.subnet,)), security_groups=_GONE) if moved else run


def _alone(task: StoppedTask, world: World) -> Service:
    """Return a task that no service runs as what somebody ran: its attachment tells the subnet and the interface.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attachment.html
    """
    interface = world.table(NetworkInterface).get(task.interface)
    alike = interface or _runner(task, world)
    name = task.service or _family(task.task_definition)
    public: Value[bool] = _GONE
    if isinstance(alike, Service):
        public = alike.public_address
    elif interface is not None and isinstance(interface.public_address, Known):
        public = Known(bool(interface.public_address.value))
    return Service(
        id=f"{task.task_definition}#{task.subnet}",
        origin=Origin(task.id),
        name=Known(name),
        task_definition=Known(task.task_definition),
        subnets=Known((task.subnet,)),
        security_groups=alike.security_groups if alike else _GONE,
        setting=setting_of(task.id),
        kind=RunnerKind.BY_HAND,
        public_address=public,
        platform_version=Known(task.platform_version or "LATEST"),
        cluster=Known(task.cluster_arn),
    )


def _runner(task: StoppedTask, world: World) -> Service | None:
    """Return the only schedule, pipe or state machine that runs the task definition in the task's subnet."""
    found = [
        one
        for one in world.table(Service).values()
        if one.kind not in {RunnerKind.SERVICE, RunnerKind.BY_HAND}
        and isinstance(one.task_definition, Known)
        and _family(one.task_definition.value) == _family(task.task_definition)
        and isinstance(one.subnets, Known)
        and task.subnet in one.subnets.value
    ]
    return found[0] if len({str(one.security_groups) for one in found}) == 1 else None


def _family(task_definition: str) -> str:
    return task_definition.rpartition("/")[2].partition(":")[0]


def _revision(task_definition: str) -> int:
    """Return the revision that an ARN names; 0 where it names none, which is the newest."""
    revision = task_definition.rpartition("/")[2].partition(":")[2]
    return int(revision) if revision.isdecimal() else 0
