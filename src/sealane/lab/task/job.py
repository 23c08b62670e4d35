"""What a task's containers are run from, as one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sealane.lab.task.definition import Contained
from sealane.lab.task.documents import Identity
from sealane.lab.task.shipping import Put
from sealane.lab.task.supply import Place
from sealane.records import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """Where a container's output goes; `put` sends a batch."""

    driver: str
    options: Mapping[str, str]
    put: Put


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A task ready to run.

    Attributes:
        containers: what is to run.
        images: the layout that was pulled for each container.
        secrets: values by container and variable.
        files: the contents of files of variables by their ARN.
        identity: who the task is.
        place: where.
        folder: the task's own folder, which goes when the task does.
        authority: the certificate authority that the containers trust.
        logs: where the output of each container goes; one that is missing goes nowhere.
        volumes: folders by the names of volumes.
        credentials: gives the task role's credentials as the endpoint answers them; `None` without a task role.
        group: the path of the task's control group; empty where limits cannot be set.
        privileged: whether the lab has several users to give.

    """

    containers: tuple[Contained, ...]
    images: Mapping[str, Path]
    secrets: Mapping[tuple[str, str], str]
    files: Mapping[str, bytes]
    identity: Identity
    place: Place
    folder: Path
    authority: Path
    logs: Mapping[str, Logged] = field(default_factory=dict)
    volumes: Mapping[str, Path] = field(default_factory=dict)
    credentials: Callable[[], Mapping[str, str]] | None = None
    group: str = ""
    privileged: bool = True

    @property
    def task_id(self) -> str:
        """Return the last part of the task's ARN."""
        return self.identity.arn.rpartition("/")[2]
