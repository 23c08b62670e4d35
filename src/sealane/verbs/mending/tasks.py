"""Task definitions, services and log groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sealane.terraform.editing.edit import Edit
from sealane.terraform.hcl import block as nested
from sealane.terraform.hcl_text import quoted
from sealane.verbs.mending import keys
from sealane.verbs.mending.unsure import Unsure
from sealane.world.services import Service
from sealane.world.stores import LogGroup
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.terraform.hcl_values import Value
    from sealane.verbs.mending.draft import Draft, Place

_REGION: Final = "awslogs-region"
_OPTION: Final = re.compile(r'("awslogs-region"|awslogs-region)(\s*[=:]\s*)("[^"$%\\]*")')


def write(draft: Draft, before: TaskDefinition | None, after: TaskDefinition) -> None:
    """Set the size, the processor or the Region of the logs."""
    place = draft.place(after.id)
    draft.single(place)
    if before is None:
        msg = "a task definition is its owner's to write"
        raise Unsure(msg)
    for name in ("cpu", "memory"):
        value = getattr(after, name)
        if getattr(before, name) != value and isinstance(value, Known):
            draft.set(place, name, value.value)
    if before.architecture != after.architecture:
        inner = next(place.block.of_type("runtime_platform"), None)
        told: dict[str, Value] = {"cpu_architecture": after.architecture}
        if inner is None:
            draft.inside(place, nested("runtime_platform", told))
        else:
            draft.set(place, "cpu_architecture", after.architecture, inner)
    if before.containers != after.containers:
        _log_region(draft, place, before, after)


def _log_region(draft: Draft, place: Place, before: TaskDefinition, after: TaskDefinition) -> None:
    pairs = {
        (old.log.option(_REGION), new.log.option(_REGION))
        for old, new in zip(before.containers, after.containers, strict=True)
        if old != new
    }
    argument = place.value("container_definitions")
    text = argument.text if argument is not None else ""
    found = False
    for old, new in pairs:
        if not isinstance(old, Known) or not isinstance(new, Known):
            continue
        for match in _OPTION.finditer(text):
            if match[3] == quoted(old.value) and argument is not None:
                at = argument.start + match.start(3)
                draft.edit(place, Edit(start=at, end=at + len(match[3]), text=quoted(new.value)))
                found = True
    if not found:
        msg = f"`{_REGION}` is not written as such in {'.'.join(place.block.labels)}"
        raise Unsure(msg)


def write_service(draft: Draft, _before: Service | None, after: Service) -> None:
    """Give the tasks no public address."""
    place = draft.place(after.id)
    inner = next(place.block.of_type("network_configuration"), None)
    if inner is None:
        msg = f"{'.'.join(place.block.labels)} has no `network_configuration` of its own"
        raise Unsure(msg)
    draft.set(place, "assign_public_ip", value=False, block=inner)


def write_log_group(draft: Draft, _before: LogGroup | None, after: LogGroup) -> None:
    """Add a log group behind the task definition that names it."""
    place = draft.place(after.origin.name)
    name = after.name.value if isinstance(after.name, Known) else ""
    body: dict[str, Value] = {"name": name}
    draft.behind(place, "aws_cloudwatch_log_group", keys.label(name), body, key=after.id)
