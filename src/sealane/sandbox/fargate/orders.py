"""What crosses the border of the enclosure: orders in, news out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.front.backends import Backends
from sealane.lab.front.judge import Judge
from sealane.lab.task.order import State
from sealane.lab.task.running import Stop
from sealane.lab.task.supply import Keys
from sealane.records import dataclass, field
from sealane.startup.step import Step
from sealane.world.tasks import Setting, TaskDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The network as it is to be from now on, and who answers in it."""

    blueprint: Blueprint
    judge: Judge
    backends: Backends


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """A task to start in a space.

    Attributes:
        arn: which.
        space, subnet, zone, block: its place.
        task, setting, steps: what its start consists of.
        keys, roles, trusts: credentials, key and ARN, and trust policy of its roles, by whose they are.
        definition: the task definition as ECS gives it.
        overrides: those of whoever asked for the task.
        cluster, service: names.
        folder: where its files go.
        group: the path of its control group.

    """

    arn: str
    space: str
    subnet: str
    zone: str
    block: str
    task: TaskDefinition
    setting: Setting
    steps: tuple[Step, ...]
    keys: Mapping[str, Keys]
    roles: Mapping[str, tuple[str, str]]
    trusts: Mapping[str, object]
    definition: Mapping[str, Any]
    overrides: Mapping[str, Any] = field(default_factory=dict)
    cluster: str = ""
    service: str = ""
    folder: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """A task to stop."""

    arn: str
    stop: Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """A file for the packets from now on; empty for none."""

    file: str


Order = Scene | Launch | Halt | Listen


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A task's interface stands, with an address."""

    arn: str
    address: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A task's images are there."""

    arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Containers of a task are in other states."""

    arn: str
    states: Mapping[str, State]


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """A task has ended."""

    arn: str
    stop: Stop


News = Placed | Fetched | Changed | Over
