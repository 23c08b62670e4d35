"""What every step of one start is made with, and what it leaves for those after it."""

from __future__ import annotations

from pathlib import Path

from sealane.lab.task.connections import Caller
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.supply import Keys, Supply
from sealane.records import dataclass, field
from sealane.startup.container_images import Image, images_of
from sealane.startup.step import Step
from sealane.verdicts.observation import Failure
from sealane.verdicts.verdict import Verdict
from sealane.world.tasks import Setting, TaskDefinition


@dataclass(slots=True, kw_only=True)
class Prepared:
    """What the steps brought.

    Values by container and variable, contents of files of variables by place, credentials of registries by container,
    tokens by Region, images by container, manifests and the places of layers by the subject of their steps.
    The one value of this package that changes: it is filled while a start goes on.
    """

    secrets: dict[tuple[str, str], str] = field(default_factory=dict)
    files: dict[str, list[bytes]] = field(default_factory=dict)
    registry_keys: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    images: dict[str, Path] = field(default_factory=dict)
    manifests: dict[str, Manifest] = field(default_factory=dict)
    urls: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The manifest for the task's platform: digests of its layers, and whether the start itself fetched it."""

    digest: str
    config: str
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One start."""

    caller: Caller
    task: TaskDefinition
    setting: Setting
    supply: Supply
    prepared: Prepared

    def keys(self, whose: str) -> Keys | None:
        """Return a role's credentials."""
        return self.supply.keys.get(whose)

    def image(self, step: Step) -> Image:
        """Return the image that a step is about."""
        return next(image for image in images_of(self.task) if image.subject == step.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of a step; see `Observation` for the fields."""

    verdict: Verdict
    failure: Failure | None = None
    address: str = ""
    port: int = 0
    message: str = ""
    detail: str = ""


def worked(address: str = "", port: int = 0, detail: str = "") -> Made:
    """Say that it did."""
    return Made(verdict=Verdict.HOLDS, address=address, port=port, detail=detail)


def not_made(why: str) -> Made:
    """Say why it was not made."""
    return Made(verdict=Verdict.UNKNOWN, detail=why)


def failed(error: CallFailed, message: str) -> Made:
    """Say how a call failed and what ECS reports."""
    return Made(
        verdict=Verdict.FAILS,
        failure=error.failure,
        address=error.address,
        port=error.port,
        message=message,
        detail=error.detail,
    )
