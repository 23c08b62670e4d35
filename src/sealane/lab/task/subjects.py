"""What the files of steps share: the host of a step, and the Region and name of what it is about."""

from __future__ import annotations

from typing import Final

from sealane.lab.task.scene import Scene
from sealane.startup.step import Resource, Step
from sealane.world.values import Known

NO_KEYS: Final = "there are no credentials of the role to make it with"


def host_of(step: Step) -> str:
    """Return the host; empty where it is not known."""
    return step.host.value if isinstance(step.host, Known) else ""


def region_of(resource: Resource, scene: Scene) -> str:
    """Return the Region of a resource, the task's own where none is named."""
    known = resource.region.value if isinstance(resource.region, Known) else ""
    return known or scene.setting.region


def name_of(resource: Resource) -> str:
    """Return what the resource is called; empty where it is not known."""
    return resource.identifier.value if isinstance(resource.identifier, Known) else ""
