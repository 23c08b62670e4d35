"""A container of a task definition as it is run: what ECS says, with the overrides of whoever asked for the task.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, Final

from sealane.records import dataclass

_STOP_SECONDS: Final = 30.0
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
_INTERVAL, _TIMEOUT, _RETRIES = 30.0, 5.0, 3


class Condition(enum.StrEnum):
    """What a container waits for.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
    """

    START = "START"
    COMPLETE = "COMPLETE"
    SUCCESS = "SUCCESS"
    HEALTHY = "HEALTHY"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """How it is asked whether a container is well; seconds."""

    command: tuple[str, ...]
    interval: float = _INTERVAL
    timeout: float = _TIMEOUT
    retries: int = _RETRIES
    start_period: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mounted:
    """A volume of the task at a path of the container."""

    volume: str
    path: str
    read_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contained:
    """One container as it is to run; `None` leaves the choice to the image."""

    name: str
    image: str
    essential: bool = True
    entry_point: tuple[str, ...] | None = None
    command: tuple[str, ...] | None = None
    environment: tuple[tuple[str, str], ...] = ()
    environment_files: tuple[str, ...] = ()
    user: str = ""
    folder: str = ""
    read_only: bool = False
    cpu: int = 0
    memory_mib: int = 0
    ulimits: tuple[tuple[str, int, int], ...] = ()
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    mounts: tuple[Mounted, ...] = ()
    depends_on: tuple[tuple[str, Condition], ...] = ()
    health: HealthCheck | None = None
    stop_seconds: float = _STOP_SECONDS
    start_seconds: float = 0.0
    labels: tuple[tuple[str, str], ...] = ()
    ports: tuple[int, ...] = ()


def contained(definition: Mapping[str, Any], override: Mapping[str, Any] | None = None) -> Contained:
    """Read a container definition as the API gives it."""
    change = override or {}
    environment = {entry["name"]: entry.get("value", "") for entry in definition.get("environment") or ()}
    environment |= {entry["name"]: entry.get("value", "") for entry in change.get("environment") or ()}
    capabilities = (definition.get("linuxParameters") or {}).get("capabilities") or {}
    command = change.get("command") or definition.get("command")
    entry_point = definition.get("entryPoint")
    return Contained(
        name=definition["name"],
        image=definition.get("image", ""),
        essential=definition.get("essential", True) is not False,
        entry_point=tuple(entry_point) if entry_point else None,
        command=tuple(command) if command else None,
        environment=tuple(environment.items()),
        environment_files=tuple(file["value"] for file in definition.get("environmentFiles") or ()),
        user=str(definition.get("user") or ""),
        folder=str(definition.get("workingDirectory") or ""),
        read_only=bool(definition.get("readonlyRootFilesystem")),
        cpu=int(change.get("cpu") or definition.get("cpu") or 0),
        memory_mib=int(change.get("memory") or definition.get("memory") or 0),
        ulimits=tuple((one["name"], one["softLimit"], one["hardLimit"]) for one in definition.get("ulimits") or ()),
        dropped=tuple(capabilities.get("drop") or ()),
        added=tuple(capabilities.get("add") or ()),
        mounts=tuple(map(_mounted, definition.get("mountPoints") or ())),
        depends_on=tuple(
            (one["containerName"], Condition(one["condition"])) for one in definition.get("dependsOn") or ()
        ),
        health=_health(definition.get("healthCheck")),
        stop_seconds=float(definition.get("stopTimeout") or _STOP_SECONDS),
        start_seconds=float(definition.get("startTimeout") or 0),
        labels=tuple((definition.get("dockerLabels") or {}).items()),
        ports=tuple(int(one["containerPort"]) for one in definition.get("portMappings") or () if one["containerPort"]),
    )


def _mounted(point: Mapping[str, Any]) -> Mounted:
    return Mounted(
        volume=point.get("sourceVolume", ""),
        path=point.get("containerPath", ""),
        read_only=bool(point.get("readOnly")),
    )


def _health(check: Mapping[str, Any] | None) -> HealthCheck | None:
    """Read a health check: `CMD` and arguments, or `CMD-SHELL` and a line for the image's shell."""
    command = tuple((check or {}).get("command") or ())
    if check is None or not command or command[0] == "NONE":
        return None
    arguments = {"CMD": command[1:], "CMD-SHELL": ("/bin/sh", "-c", *command[1:])}.get(
        command[0], ("/bin/sh", "-c", command[0])
    )
    return HealthCheck(
        command=arguments,
        interval=float(check.get("interval") or _INTERVAL),
        timeout=float(check.get("timeout") or _TIMEOUT),
        retries=int(check.get("retries") or _RETRIES),
        start_period=float(check.get("startPeriod") or 0),
    )
