"""Mount targets, written behind another one of the same file system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.terraform.configuration.tree import unindexed
from sealane.terraform.hcl_values import Code, Value
from sealane.verbs.mending import keys
from sealane.verbs.mending.lists import is_free
from sealane.verbs.mending.unsure import Unsure
from sealane.world.stores import MountTarget
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.verbs.mending.draft import Draft, Place

KIND: Final = "aws_efs_mount_target"


def write(draft: Draft, _before: MountTarget | None, after: MountTarget) -> None:
    """Add a mount target in a subnet."""
    if not isinstance(after.subnet, Known) or not isinstance(after.security_groups, Known):
        msg = "the subnet or the groups of the mount target are not known"
        raise Unsure(msg)
    others = draft.matter.world.table(MountTarget).values()
    like = next((one for one in others if one.file_system == after.file_system), None)
    file_system = after.file_system.value if isinstance(after.file_system, Known) else ""
    place = draft.place(like.id if like is not None else file_system)
    groups: list[Value] = [draft.refer(place, key, kind="aws_security_group") for key in after.security_groups.value]
    body: dict[str, Value] = {
        "file_system_id": _as_like(place, "file_system_id") or draft.refer(place, file_system),
        "subnet_id": draft.refer(place, after.subnet.value),
        "security_groups": _as_like(place, "security_groups") or groups,
    }
    name = unindexed(keys.address(after.subnet.value)).rpartition(".")[2]
    draft.behind(place, KIND, keys.label(name or "added"), body)


def _as_like(place: Place, name: str) -> Value:
    argument = place.value(name)
    usable = argument is not None and place.block.labels[0] == KIND and is_free(place, name)
    return Code(argument.text) if argument is not None and usable and "\n" not in argument.text else None
