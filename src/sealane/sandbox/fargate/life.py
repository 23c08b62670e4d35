"""A task's life as ECS tells it: what happened in the lab, one event after another, to what DescribeTasks says; pure.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sealane.lab.task.health import Health
from sealane.lab.task.order import State
from sealane.lab.task.order import Status as ContainerStatus
from sealane.lab.task.running import Stop, StopCode
from sealane.records import dataclass, field, replace
from sealane.sandbox.fargate.records import Status, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One task.

    Attributes:
        arn, cluster, definition, group, started_by, platform: as ECS has them.
        deployment: the service's deployment, empty for a task that somebody runs.
        subnet, zone, address: where it stands.
        overrides: what whoever asked for it changed of its definition.
        containers: names, images and whether they are essential and have a health check.
        states: of the containers, once there are any.
        stop: why it ends, as soon as somebody wants that.
        pulling, pulled, started, stopping, stopped: moments, 0 before.

    """

    arn: str
    cluster: str
    definition: str
    group: str
    deployment: str = ""
    platform: str = "LATEST"
    subnet: str = ""
    zone: str = ""
    address: str = ""
    cpu: str = ""
    memory: str = ""
    containers: tuple[Named, ...] = ()
    overrides: Mapping[str, Any] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    status: Status = Status.PROVISIONING
    stop: Stop | None = None
    ran: bool = False
    created: float = 0.0
    pulling: float = 0.0
    pulled: float = 0.0
    started: float = 0.0
    stopping: float = 0.0
    stopped: float = 0.0

    @property
    def id(self) -> str:
        """Return the last part of the ARN."""
        return self.arn.rpartition("/")[2]

    @property
    def health(self) -> Health:
        """Return the task's health: that of its essential containers with checks, the worst first."""
        known = [self.states.get(one.name, State()).health for one in self.containers if one.essential and one.checked]
        for worst in (Health.UNHEALTHY, Health.UNKNOWN):
            if worst in known:
                return worst
        return Health.HEALTHY if known else Health.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A container of a task definition, as far as ECS tells of it."""

    name: str
    image: str = ""
    cpu: str = "0"
    memory: str = ""
    essential: bool = True
    checked: bool = False


def placed(life: Life, address: str, zone: str, now: float) -> Life:
    """Say that its interface stands; what comes next is its image."""
    return replace(life, status=Status.PENDING, address=address, zone=zone, pulling=now)


def pulled(life: Life, now: float) -> Life:
    """Say that its images are there."""
    return replace(life, pulled=now)


def changed(life: Life, states: Mapping[str, State], now: float) -> Life:
    """Take the containers' states; a task runs once each of them has been started."""
    life = replace(life, states=dict(states))
    everything = all(state.started for state in states.values())
    if life.status is Status.PENDING and life.stop is None and states and everything:
        return replace(life, status=Status.RUNNING, ran=True, started=now)
    return life


def halted(life: Life, stop: Stop, now: float) -> Life:
    """Say that it is being stopped; the first reason stays."""
    if life.stop is not None or life.status is Status.STOPPED:
        return life
    status = Status.DEACTIVATING if life.status is Status.RUNNING else life.status
    return replace(life, stop=stop, status=status, stopping=now)


def over(life: Life, stop: Stop, now: float) -> Life:
    """Say that it is over."""
    if life.status is Status.STOPPED:
        return life
    states = {
        name: replace(state, status=ContainerStatus.STOPPED, stopped=state.stopped or now)
        for name, state in life.states.items()
    }
    return replace(
        life,
        status=Status.STOPPED,
        stop=life.stop or stop,
        states=states,
        stopping=life.stopping or now,
        stopped=now,
    )


def scheduled(life: Life) -> Task:
    """Return what the scheduler sees of it."""
    checked = any(one.essential and one.checked for one in life.containers)
    unwell = life.stop is not None and life.health is Health.UNHEALTHY
    failed = life.stop is not None and life.stop.code is StopCode.FAILED_TO_START
    return Task(
        arn=life.arn,
        deployment=life.deployment,
        status=life.status,
        wanted=life.stop is None and life.status is not Status.STOPPED,
        healthy=(life.health is Health.HEALTHY) if checked else None,
        ran=life.ran and not unwell,
        blamed=life.status is Status.STOPPED and (failed or unwell),
        reason=life.stop.reason if life.stop else "",
        created=life.created,
        started=life.started,
        stopped=life.stopped,
    )


def told(life: Life) -> dict[str, Any]:
    """Return the fields of the task as DescribeTasks has them, under the names that moto gives them."""
    fields: dict[str, Any] = {
        "last_status": str(life.status),
        "desired_status": "RUNNING" if life.stop is None and life.status is not Status.STOPPED else "STOPPED",
        "connectivity": "CONNECTED" if life.status is not Status.PROVISIONING else "DISCONNECTED",
        "health_status": str(life.health),
        "availability_zone": life.zone,
        "cpu": life.cpu,
        "memory": life.memory,
        "platform_family": "Linux",
        "platform_version": "1.4.0" if life.platform == "LATEST" else life.platform,
        "attachments": [_attachment(life)],
        "containers": [_container(one, life) for one in life.containers],
        "created_at": life.created,
    }
    moments = {
        "pull_started_at": life.pulling,
        "pull_stopped_at": life.pulled,
        "started_at": life.started,
        "stopping_at": life.stopping,
        "stopped_at": life.stopped,
    }
    fields |= {name: moment for name, moment in moments.items() if moment}
    if life.stop is not None:
        fields |= {"stop_code": str(life.stop.code), "stopped_reason": life.stop.reason}
    return fields


def _container(one: Named, life: Life) -> dict[str, Any]:
    state = life.states.get(
        one.name, State(status=ContainerStatus.STOPPED if life.stopped else ContainerStatus.PENDING)
    )
    identifier = _hash(f"{life.arn}/{one.name}", 32)
    found: dict[str, Any] = {
        "containerArn": f"{life.arn.replace(':task/', ':container/')}/{identifier}",
        "taskArn": life.arn,
        "name": one.name,
        "image": one.image,
        "runtimeId": f"{life.id}-{_hash(one.name, 10)}",
        "lastStatus": str(state.status),
        "networkInterfaces": _interfaces(life),
        "healthStatus": str(state.health),
        "cpu": one.cpu,
    }
    if one.memory:
        found["memory"] = one.memory
    if state.exit_code is not None:
        found["exitCode"] = state.exit_code
    if state.reason:
        found["reason"] = state.reason
    return found


def _interfaces(life: Life) -> Sequence[dict[str, str]]:
    if not life.address:
        return []
    return [{"attachmentId": _attachment_id(life), "privateIpv4Address": life.address}]


def _attachment(life: Life) -> dict[str, Any]:
    """Return the interface; EC2 of the sandbox does not know it, because it stands in the lab alone."""
    states = {Status.PROVISIONING: "PRECREATED", Status.STOPPED: "DELETED"}
    details = [{"name": "subnetId", "value": life.subnet}]
    if life.address:
        digits = _hash(life.arn, 12)
        mac = ":".join(("02", *(digits[at : at + 2] for at in range(0, 10, 2))))
        details += [
            {"name": "networkInterfaceId", "value": f"eni-{_hash(life.arn, 17)}"},
            {"name": "macAddress", "value": mac},
            {"name": "privateIPv4Address", "value": life.address},
        ]
    return {
        "id": _attachment_id(life),
        "type": "ElasticNetworkInterface",
        "status": states.get(life.status, "ATTACHED"),
        "details": details,
    }


def _attachment_id(life: Life) -> str:
    digits = _hash(f"attachment {life.arn}", 32)
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
