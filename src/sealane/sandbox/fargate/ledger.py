# ruff: noqa: SLF001 (a ledger over moto's memory reaches into it by its nature)
"""What ECS has in moto's memory, told to the agent, and what the agent reports written back; runs inside the server.

While no agent is there moto's own answers stand. With one, a Fargate task's states are what the agent says.
"""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import json
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any, Final

_MODULE: Final = "moto.ecs.models"
_MOMENTS: Final = ("created_at", "started_at", "stopping_at", "stopped_at", "pull_started_at", "pull_stopped_at")


class Ledger:
    """Knows whether an agent is there; `LEDGER` is the only one, because moto's memory is one too."""

    def __init__(self) -> None:
        """No agent is there."""
        self.active = False
        self._capture = ""
        self._changes = self._network = 0
        self._changed = threading.Condition()

    @property
    def capture(self) -> str:
        """The folder in which the tasks' packets are kept; empty for none."""
        return self._capture

    def keep(self, capture: str) -> None:
        """Have the tasks' packets kept in a folder from now on, or nowhere."""
        if capture != self._capture:
            self._capture = capture
            self.touch()

    def stir(self) -> None:
        """Say that the account may be another beside ECS, and so the network of the tasks that run."""
        self._network += 1
        if self.active:
            self.touch()

    def touch(self) -> None:
        """Say that something else is wanted than before."""
        with self._changed:
            self._changes += 1
            self._changed.notify_all()

    def sync(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Write down a report and answer with all that is wanted; being asked means that an agent is there.

        With `since` the answer waits until more has changed than that, for as long as `wait` says.
        """
        self.active = True
        with self._changed:
            self._changed.wait_for(lambda: self._changes != question.get("since"), timeout=question.get("wait", 0))
            changes = self._changes
        return self._synced(question) | {"changes": changes, "network": self._network, "capture": self._capture}

    def _synced(self, question: Mapping[str, Any]) -> dict[str, Any]:
        if _MODULE not in sys.modules:
            return {"services": [], "tasks": [], "definitions": {}}
        for backend in _backends():
            here = f":{backend.region_name}:{backend.account_id}:"
            for arn, told in question.get("tasks", {}).items():
                if here in arn:
                    _write_task(backend, arn, told)
            for arn, told in question.get("services", {}).items():
                if here in arn:
                    _write_service(backend, arn, told)
            _count(backend)
        return _wanted()

    def lose(self, reason: str) -> None:
        """Say that the agent has ended: whatever ran has ended with it."""
        self.active = False
        if _MODULE not in sys.modules:
            return
        for backend in _backends():
            for task in _tasks(backend):
                if managed(task) and task.status != "STOPPED":
                    told = {"last_status": "STOPPED", "desired_status": "STOPPED", "stopped_at": time.time()}
                    _assign(task, told | {"stop_code": "TaskFailedToStart", "stopped_reason": reason})
            _count(backend)


LEDGER: Final = Ledger()


def managed(task: Any) -> bool:  # noqa: ANN401
    """Tell whether a task's states are the agent's to say."""
    return bool(getattr(task, "sealane_managed", False))


def take_over(task: Any) -> None:  # noqa: ANN401
    """Make a task that moto has just made the agent's: it begins at the beginning, and moto moves it no further."""
    task.sealane_managed = True
    task._transitions = []
    task.status = "PROVISIONING"
    task.created_at = dt.datetime.now(dt.UTC)
    # The interface is the lab's; moto's own stands in EC2 with an address that is in no subnet.
    _remove_interfaces(task)
    task.containers = []


def _remove_interfaces(task: Any) -> None:  # noqa: ANN401
    from moto.ec2.models import ec2_backends

    for attachment in task.attachments:
        for detail in attachment["details"]:
            if detail["name"] == "networkInterfaceId":
                ec2_backends[task._account_id][task.region_name].enis.pop(detail["value"], None)
    task.attachments = []


def _backends() -> Iterator[Any]:
    for _, _, backend in list(sys.modules[_MODULE].ecs_backends.iter_backends()):
        yield backend


def _tasks(backend: Any) -> Iterator[Any]:  # noqa: ANN401
    for tasks in list(backend.tasks.values()):
        yield from list(tasks.values())


def _wanted() -> dict[str, Any]:
    services, tasks, definitions = [], [], {}
    for backend in _backends():
        for service in list(backend.services.values()):
            if service.task_definition and service.deployment_controller["type"] == "ECS":
                definition = backend.describe_task_definition(service.task_definition)
                definitions[definition.arn] = _definition(definition)
                services.append(_service(service, definition.arn))
        for task in _tasks(backend):
            if managed(task):
                definition = backend.describe_task_definition(task.task_definition_arn)
                definitions[definition.arn] = _definition(definition)
                tasks.append(_task(task))
    return {"services": services, "tasks": tasks, "definitions": definitions}


def _service(service: Any, definition: str) -> dict[str, Any]:  # noqa: ANN401
    network = service.network_configuration or {}
    changed = json.dumps([network, service.platform_version], sort_keys=True, default=str)
    # What else a deployment is about, beside the task definition: asked for anew, or for another place.
    forced = f"{getattr(service, 'sealane_forced', 0)}-{hashlib.sha256(changed.encode()).hexdigest()[:8]}"
    return {
        "arn": service.arn,
        "name": service.name,
        "cluster": service.cluster_arn,
        "active": service.status == "ACTIVE",
        "fargate": _is_fargate(service),
        "desired": service.desired_count,
        "definition": definition,
        "forced": forced,
        "network": network,
        "platform": service.platform_version or "LATEST",
        "deployment": getattr(service, "deployment_configuration", None) or {},
        "exec": bool(getattr(service, "enable_execute_command", False)),
        "load_balancers": bool(service.load_balancers),
    }


def _is_fargate(service: Any) -> bool:  # noqa: ANN401
    strategy = getattr(service, "capacity_provider_strategy", None) or []
    providers = {str(entry.get("capacityProvider", "")) for entry in strategy}
    return service.launch_type == "FARGATE" or bool(providers & {"FARGATE", "FARGATE_SPOT"})


def _task(task: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "arn": task.task_arn,
        "cluster": task.cluster_arn,
        "definition": task.task_definition_arn,
        "group": task.group or "",
        "status": task.status,
        "wanted": task.desired_status == "RUNNING",
        "reason": task.stopped_reason or "",
        "overrides": task.overrides or {},
        "network": getattr(task, "network_configuration", None) or {},
        "platform": task.platform_version or "LATEST",
    }


def _definition(definition: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "family": definition.family,
        "revision": definition.revision,
        "containerDefinitions": definition.container_definitions,
        "volumes": definition.volumes,
        "cpu": definition.cpu,
        "memory": definition.memory,
        "executionRoleArn": getattr(definition, "execution_role_arn", ""),
        "taskRoleArn": getattr(definition, "task_role_arn", ""),
    }


def _write_task(backend: Any, arn: str, told: Mapping[str, Any]) -> None:  # noqa: ANN401
    cluster = told["cluster"].rpartition("/")[2]
    task = backend.tasks.get(cluster, {}).get(arn)
    if told.get("forgotten"):
        backend.tasks.get(cluster, {}).pop(arn, None)
        return
    if task is None:
        if cluster not in backend.clusters:
            return
        task = _new_task(backend, cluster, arn, told)
    wished = task.desired_status
    _assign(task, told["fields"])
    if wished == "STOPPED":
        # Somebody's order to stop came in while the report was on its way.
        task.desired_status = wished


def _new_task(backend: Any, cluster: str, arn: str, told: Mapping[str, Any]) -> Any:  # noqa: ANN401
    definition = backend.describe_task_definition(told["definition"])
    # Without this mode moto makes no interface of its own.
    plain = copy.copy(definition)
    plain.network_mode = "none"
    task = sys.modules[_MODULE].Task(
        cluster=backend.clusters[cluster],
        task_definition=plain,
        container_instance_arn=None,
        resource_requirements={},
        backend=backend,
        group=told["group"],
        launch_type="FARGATE",
        started_by=told.get("started_by", ""),
        platform_version=told.get("platform", "LATEST"),
    )
    take_over(task)
    task.id = arn.rpartition("/")[2]
    backend.tasks.setdefault(cluster, {})[arn] = task
    return task


def _assign(task: Any, fields: Mapping[str, Any]) -> None:  # noqa: ANN401
    for name, value in fields.items():
        is_moment = name in _MOMENTS and value is not None
        setattr(task, name, dt.datetime.fromtimestamp(value, dt.UTC) if is_moment else value)


def _write_service(backend: Any, arn: str, told: Mapping[str, Any]) -> None:  # noqa: ANN401
    service = next((one for one in backend.services.values() if one.arn == arn), None)
    if service is None:
        return
    service.running_count, service.pending_count = told["running"], told["pending"]
    service.deployments = [_deployment(one, service) for one in told["deployments"]] or service.deployments
    if told["definition"] and told["asked"] == backend.describe_task_definition(service.task_definition).arn:
        service.task_definition = told["definition"]
    news = [_event(one) for one in told["events"]]
    service.events = [*reversed(news), *service.events][:100]


def _deployment(told: Mapping[str, Any], service: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        **told,
        "createdAt": dt.datetime.fromtimestamp(told["createdAt"], dt.UTC),
        "updatedAt": dt.datetime.fromtimestamp(told["updatedAt"], dt.UTC),
        "launchType": service.launch_type,
        "platformVersion": service.platform_version,
        "platformFamily": "Linux",
        "networkConfiguration": service.network_configuration,
    }


def _event(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**told, "createdAt": dt.datetime.fromtimestamp(told["createdAt"], dt.UTC)}


def _count(backend: Any) -> None:  # noqa: ANN401
    for name, cluster in list(backend.clusters.items()):
        alive = [one.status for one in list(backend.tasks.get(name, {}).values()) if managed(one)]
        if alive:
            cluster.running_tasks_count = alive.count("RUNNING")
            cluster.pending_tasks_count = sum(each in {"PROVISIONING", "PENDING", "ACTIVATING"} for each in alive)
