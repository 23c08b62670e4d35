"""ECS clusters, as far as ECS Exec depends on them, and their capacity providers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import BUCKET, CLUSTER, KEY, LOGS
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.children import children
from sealane.world.services import Cluster
from sealane.world.values import Known, Unknown, Unread, Value

FARGATE: Final = frozenset({"FARGATE", "FARGATE_SPOT"})


def translate(estate: Estate) -> Iterator[Cluster]:
    """Yield the clusters."""
    for resource in estate.of("aws_ecs_cluster"):
        if estate.key_of(resource) != resource.address:
            continue
        execute = _execute(resource)
        logs = _within(execute, "log_configuration")
        yield Cluster(
            id=resource.address,
            origin=estate.origin(resource),
            name=resource.text("name" if not resource.home.data else "cluster_name"),
            exec_key=_key(estate, execute, "kms_key_id"),
            exec_log_group=_group(estate, logs),
            exec_bucket=_bucket(estate, logs),
        )


def fargate_clusters(estate: Estate) -> Mapping[str, frozenset[str]]:
    """Return the clusters whose default strategy is Fargate's: its providers by the cluster's key."""
    found = {}
    providers = children(estate, ("aws_ecs_cluster_capacity_providers",), "cluster_name", CLUSTER)
    for resource in estate.managed("aws_ecs_cluster"):
        for child in (resource, *providers.of(resource.address)):
            parts = child.blocks("default_capacity_provider_strategy")
            names = [] if isinstance(parts, Unknown) else [part.literal("capacity_provider") for part in parts]
            if names and set(names) <= FARGATE:
                found[resource.address] = frozenset(names)
    return found


def _execute(resource: Resource) -> Part | Unread | Unknown | None:
    if resource.home.data:
        return Unread("the configuration of the cluster is not in the source", "ecs:DescribeClusters")
    configuration = resource.block("configuration")
    return _within(configuration, "execute_command_configuration")


def _within(part: Part | Unread | Unknown | None, name: str) -> Part | Unread | Unknown | None:
    return part.block(name) if isinstance(part, Part) else part


def _key(estate: Estate, part: Part | Unread | Unknown | None, name: str) -> Value[str]:
    if isinstance(part, Part):
        return estate.key(part, name, KEY)
    return Known("") if part is None else part


def _group(estate: Estate, part: Part | Unread | Unknown | None) -> Value[str]:
    if isinstance(part, Part):
        name = part.text("cloud_watch_log_group_name")
        return name if isinstance(name, Known) else estate.key(part, "cloud_watch_log_group_name", LOGS)
    return Known("") if part is None else part


def _bucket(estate: Estate, part: Part | Unread | Unknown | None) -> Value[str]:
    if isinstance(part, Part):
        name = part.text("s3_bucket_name")
        return name if isinstance(name, Known) else estate.key(part, "s3_bucket_name", BUCKET)
    return Known("") if part is None else part
