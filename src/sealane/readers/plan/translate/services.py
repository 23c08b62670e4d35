"""ECS services on Fargate."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import CLUSTER, TARGETS, TASK
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.clusters import fargate_clusters
from sealane.readers.plan.translate.networks import network_of, on_fargate, spot
from sealane.readers.plan.translate.tasks import only_fargate
from sealane.world.services import Service
from sealane.world.values import Known, Unknown, Value


def translate(estate: Estate) -> Iterator[Service]:
    """Yield the services that run on Fargate, or may."""
    fargate = fargate_clusters(estate)
    tasks = only_fargate(estate)
    for resource in estate.managed("aws_ecs_service", "aws_ecs_task_set"):
        task = estate.key(resource, "task_definition", TASK)
        cluster = estate.key(resource, "cluster", CLUSTER)
        implied = not isinstance(task, Known) or tasks.get(task.value, True)
        implied = implied or (isinstance(cluster, Known) and cluster.value in fargate)
        if not on_fargate(resource, otherwise=implied):
            continue
        network = network_of(estate, resource.block("network_configuration"))
        platform = resource.text("platform_version")
        yield Service(
            id=estate.key_of(resource),
            origin=estate.origin(resource),
            name=resource.text("name" if resource.home.type == "aws_ecs_service" else "task_set_id"),
            task_definition=task,
            subnets=network.subnets,
            security_groups=network.groups,
            setting=resource.home.setting,
            public_address=network.public,
            platform_version=_platform(platform, configured=resource.configured("platform_version")),
            exec_enabled=resource.flag("enable_execute_command"),
            service_connect=_service_connect(resource),
            tasks=resource.number("desired_count", 1 if resource.home.type == "aws_ecs_task_set" else 0),
            spot=spot(resource, fargate.get(cluster.value, frozenset()) if isinstance(cluster, Known) else frozenset()),
            targets=_targets(estate, resource),
            cluster=cluster,
        )


def _platform(value: Value[str], *, configured: bool) -> Value[str]:
    if isinstance(value, Known):
        return value if value.value else Known("LATEST")
    return value if configured else Known("LATEST")


def _service_connect(resource: Resource) -> Value[bool]:
    block = resource.block("service_connect_configuration")
    if block is None:
        return Known(False)  # noqa: FBT003 - AWS's default
    return block if isinstance(block, Unknown) else block.flag("enabled")


def _targets(estate: Estate, resource: Resource) -> Value[tuple[tuple[str, int], ...]]:
    parts = resource.blocks("load_balancer")
    if isinstance(parts, Unknown):
        return parts if resource.configured("load_balancer") else Known(())
    found = []
    for part in parts:
        group, port = estate.key(part, "target_group_arn", TARGETS), part.number("container_port")
        if not isinstance(group, Known):
            return group
        if not isinstance(port, Known):
            return port
        if group.value:
            found.append((group.value, port.value))
    return Known(tuple(found))
