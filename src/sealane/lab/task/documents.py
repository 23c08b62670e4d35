"""The documents of the task metadata endpoint, as values.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate-response.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sealane.lab.task.definition import Contained
from sealane.lab.task.order import State, Status
from sealane.records import dataclass

_DNS = "ip-{}.{}.compute.internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a task is.

    Attributes:
        arn, cluster, family, revision: as ECS names them.
        region, zone: where it runs.
        address, block: of its interface, and its subnet's block.
        servers: the name servers it asks.
        service: the service that it belongs to; empty for none.
        cpu_units, memory_mib: its size.

    """

    arn: str
    cluster: str
    family: str
    revision: str
    region: str
    address: str
    zone: str = ""
    block: str = ""
    servers: tuple[str, ...] = ()
    service: str = ""
    cpu_units: int = 0
    memory_mib: int = 0
    created: float = 0.0
    pull_started: float = 0.0
    pull_stopped: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One container of a task: its id, its image's, and where its output goes."""

    container: Contained
    identifier: str
    image_id: str = ""
    log_options: Mapping[str, str]
    log_driver: str = ""


def container_document(identity: Identity, instance: Instance, state: State) -> dict[str, Any]:
    """Return what `${ECS_CONTAINER_METADATA_URI_V4}` answers."""
    container = instance.container
    found: dict[str, Any] = {
        "DockerId": instance.identifier,
        "Name": container.name,
        "DockerName": container.name,
        "Image": container.image,
        "ImageID": instance.image_id,
        "Labels": {
            "com.amazonaws.ecs.cluster": identity.cluster,
            "com.amazonaws.ecs.container-name": container.name,
            "com.amazonaws.ecs.task-arn": identity.arn,
            "com.amazonaws.ecs.task-definition-family": identity.family,
            "com.amazonaws.ecs.task-definition-version": identity.revision,
            **dict(container.labels),
        },
        "DesiredStatus": "RUNNING",
        "KnownStatus": str(state.status),
        "Limits": {"CPU": container.cpu, **({"Memory": container.memory_mib} if container.memory_mib else {})},
        "CreatedAt": moment(identity.created),
        "Type": "NORMAL",
        "ContainerARN": f"{identity.arn.replace(':task/', ':container/')}/{instance.identifier}",
        "Networks": [_network(identity)],
        "Snapshotter": "overlayfs",
    }
    if instance.log_driver:
        found |= {"LogDriver": instance.log_driver, "LogOptions": dict(instance.log_options)}
    if state.started:
        found["StartedAt"] = moment(state.started)
    if state.status is Status.STOPPED:
        found |= {"FinishedAt": moment(state.stopped), "ExitCode": state.exit_code}
    if container.health is not None:
        found["Health"] = {"status": str(state.health)}
    return found


def task_document(identity: Identity, containers: Sequence[tuple[Instance, State]]) -> dict[str, Any]:
    """Return what `${ECS_CONTAINER_METADATA_URI_V4}/task` answers."""
    running = all(state.status is Status.RUNNING for _, state in containers)
    found: dict[str, Any] = {
        "Cluster": identity.cluster,
        "TaskARN": identity.arn,
        "Family": identity.family,
        "Revision": identity.revision,
        "DesiredStatus": "RUNNING",
        "KnownStatus": "RUNNING" if running else "PENDING",
        "Limits": {"CPU": identity.cpu_units / 1024, "Memory": identity.memory_mib},
        "PullStartedAt": moment(identity.pull_started),
        "PullStoppedAt": moment(identity.pull_stopped),
        "AvailabilityZone": identity.zone,
        "LaunchType": "FARGATE",
        "Containers": [container_document(identity, instance, state) for instance, state in containers],
    }
    if identity.service:
        found["ServiceName"] = identity.service
    return found


def moment(seconds: float) -> str:
    """Return a moment as AWS writes it."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat().replace("+00:00", "Z")


def _network(identity: Identity) -> dict[str, Any]:
    return {
        "NetworkMode": "awsvpc",
        "IPv4Addresses": [identity.address],
        "AttachmentIndex": 0,
        "IPv4SubnetCIDRBlock": identity.block,
        "DomainNameServers": list(identity.servers),
        "PrivateDNSName": _DNS.format(identity.address.replace(".", "-"), identity.region),
    }
