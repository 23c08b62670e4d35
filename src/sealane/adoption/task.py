"""The task definition around the container: its size, its platform, and what else it holds.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sealane.adoption.found import Found
from sealane.adoption.remark import Matter, Remark, lost, renewed

_NAMES = (
    "taskDefinitionArn containerDefinitions family taskRoleArn executionRoleArn networkMode revision volumes status "
    "requiresAttributes compatibilities runtimePlatform requiresCompatibilities cpu memory registeredAt registeredBy "
    "deregisteredAt ephemeralStorage tags"
)
_SAID = frozenset(_NAMES.split())
_INCLUDED = 20


def task_says(found: Found) -> dict[str, Any]:
    """Return what a service in the spec says of its task's size and platform."""
    task, platform = found.task, found.task.node("runtimePlatform")
    said: dict[str, Any] = {"cpu": _number(task.text("cpu")), "memory": _number(task.text("memory"))}
    if platform.text("cpuArchitecture", "X86_64") != "X86_64":
        said["architecture"] = platform.text("cpuArchitecture").lower()
    if platform.text("operatingSystemFamily", "LINUX") != "LINUX":
        said["operating_system"] = platform.text("operatingSystemFamily").lower().replace("_", "-")
    storage = task.node("ephemeralStorage").number("sizeInGiB", _INCLUDED)
    if storage != _INCLUDED:
        said["ephemeral_storage_gib"] = storage
    return said


def task_remarks(found: Found, family: str) -> Iterator[Remark]:
    """Yield what the spec cannot say; `family` is the one that is written."""
    for key, value in found.task.members.items():
        if key not in _SAID and value:
            yield lost(Matter.TASK_SETTING, key)
    if found.task.text("family") != family:
        yield renewed(Matter.TASK_FAMILY, found.task.text("family"), family)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
