"""The life of Fargate tasks while the sandbox's agent runs them.

AWS: RunTask starts at PROVISIONING, StopTask asks a task to stop, ListTasks lists the tasks of a service and leaves out
what is stopped, and UpdateService changes counts as tasks come and go.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html
moto 5.2: a task runs at once and is stopped at once, all tasks are listed for any service, a changed desired count runs
at once, and a task definition with neither memory of a container nor a reservation cannot be run.
Without an agent all but the last stays as moto has it.
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox.fargate.ledger import LEDGER, managed, take_over
from sealane.sandbox.seam import Original, around

_FARGATE = frozenset({"FARGATE", "FARGATE_SPOT"})


def close() -> None:
    """Leave tasks to the agent where there is one."""
    from moto.ecs.models import EC2ContainerServiceBackend

    _sizes(EC2ContainerServiceBackend)
    _tasks(EC2ContainerServiceBackend)
    _lists(EC2ContainerServiceBackend)
    _services(EC2ContainerServiceBackend)


def _sizes(backend: type) -> None:
    @around(backend, "_calculate_task_resource_requirements")
    def requirements(original: Original, task_definition: Any) -> Any:  # noqa: ANN401
        limits = ("memory", "memoryReservation", "Memory", "MemoryReservation")
        lacking = [one for one in task_definition.container_definitions if not any(one.get(name) for name in limits)]
        for one in lacking:
            one["memoryReservation"] = 0
        try:
            return original(task_definition)
        finally:
            for one in lacking:
                del one["memoryReservation"]


def _tasks(backend: type) -> None:
    @around(backend, "run_task")
    def run_task(original: Original, self: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        tasks = original(self, *arguments, **named)
        for task in tasks:
            if LEDGER.active and (task.launch_type in _FARGATE or task.capacity_provider_name in _FARGATE):
                take_over(task)
                LEDGER.touch()
        return tasks

    @around(backend, "stop_task")
    def stop_task(original: Original, self: Any, cluster_str: str, task_str: str, reason: str) -> Any:  # noqa: ANN401
        cluster, wanted = self._get_cluster(cluster_str), task_str.rpartition("/")[2]
        for arn, task in self.tasks.get(cluster.name, {}).items():
            if arn.endswith(wanted) and managed(task):
                if task.status != "STOPPED":
                    task.desired_status, task.stop_code = "STOPPED", "UserInitiated"
                    task.stopped_reason = reason or "Task stopped by user"
                    LEDGER.touch()
                return task
        return original(self, cluster_str, task_str, reason)


def _lists(backend: type) -> None:
    @around(backend, "list_tasks")
    def list_tasks(original: Original, self: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        names = ("cluster_str", "container_instance", "family", "started_by", "service_name", "desiredStatus")
        asked = dict(zip(names, arguments, strict=False)) | named
        service = (asked.get("service_name") or "").rpartition("/")[2]
        status = asked.get("desiredStatus") or "RUNNING"
        return [
            task
            for task in original(self, *arguments, **named)
            if not managed(task)
            or (task.desired_status == status and (not service or task.group == f"service:{service}"))
        ]


def _services(backend: type) -> None:
    @around(backend, "update_service")
    def update_service(original: Original, self: Any, service_properties: dict[str, Any]) -> Any:  # noqa: ANN401
        forced = bool(service_properties.get("force_new_deployment"))
        before = self._get_service(service_properties.get("cluster", "default"), service_properties["service"])
        counts = before.running_count, before.pending_count
        deployments = list(before.deployments)
        service = original(self, service_properties)
        if LEDGER.active:
            service.running_count, service.pending_count = counts
            service.deployments = deployments
            service.sealane_forced = getattr(service, "sealane_forced", 0) + forced
            LEDGER.touch()
        return service

    for name in ("create_service", "delete_service"):

        @around(backend, name)
        def touched(original: Original, self: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
            service = original(self, *arguments, **named)
            LEDGER.touch()
            return service
