"""What runs a task definition: ECS services, schedules, pipes, state machines, and a place that the user names."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from sealane.records import dataclass
from sealane.world.tasks import Setting
from sealane.world.values import Known, Origin, Unknown, Value


class RunnerKind(enum.StrEnum):
    """Who asks ECS to run the task."""

    SERVICE = "service"
    SCHEDULE = "schedule"
    PIPE = "pipe"
    STATE_MACHINE = "state-machine"
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Something that runs a Fargate task definition in subnets, with security groups.

    Attributes:
        kind: an ECS service, or what else runs the task.
        task_definition: the key of the task definition.
        subnets: keys of the subnets its tasks are placed in.
        security_groups: keys; known and empty means the VPC's default group.
        public_address: `assignPublicIp`.
        platform_version: `LATEST` unless it says another.
        exec_enabled: `enableExecuteCommand`.
        service_connect: whether Service Connect is on.
        tasks: how many tasks run at once, as far as known.
        spot: whether they run on Fargate Spot; not known where the tasks are divided.
        targets: keys of the target groups that send it traffic, each with the container's port.
        cluster: the cluster's key.

    """

    id: str
    origin: Origin
    name: Value[str]
    task_definition: Value[str]
    subnets: Value[tuple[str, ...]]
    security_groups: Value[tuple[str, ...]]
    setting: Setting
    kind: RunnerKind = RunnerKind.SERVICE
    public_address: Value[bool] = Known(False)  # noqa: FBT003 - AWS's default for CreateService
    platform_version: Value[str] = Known("LATEST")
    exec_enabled: Value[bool] = Known(False)  # noqa: FBT003 - AWS's default
    service_connect: Value[bool] = Known(False)  # noqa: FBT003 - AWS's default
    tasks: Value[int] = Known(1)
    spot: Value[bool] = Known(False)  # noqa: FBT003 - a launch type has none
    targets: Value[tuple[tuple[str, int], ...]] = Known(())
    cluster: Value[str] = Known("")


def on_spot(providers: Iterable[str]) -> Value[bool]:
    """Tell whether tasks run on Fargate Spot, by the names of their capacity providers.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
    """
    names = set(providers)
    if "" in names or {"FARGATE", "FARGATE_SPOT"} <= names:
        return Unknown("how many of the tasks run on Fargate Spot is not known")
    return Known("FARGATE_SPOT" in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """An ECS cluster, as far as ECS Exec depends on it: key, log group and bucket of its sessions, empty for none."""

    id: str
    origin: Origin
    name: Value[str]
    exec_key: Value[str] = Known("")
    exec_log_group: Value[str] = Known("")
    exec_bucket: Value[str] = Known("")
