"""Mount targets that are missing."""

from __future__ import annotations

from sealane.fixes.case import Case
from sealane.fixes.change import Proposal, added
from sealane.reachability.blocks.file_systems import MountTargetMissing
from sealane.world.stores import MountTarget
from sealane.world.values import Known


def mount_target(block: MountTargetMissing, case: Case) -> Proposal | None:
    """Add a mount target in the task's subnet, with the groups that another one of the file system has."""
    others = [one for one in case.world.table(MountTarget).values() if one.file_system == Known(block.file_system.id)]
    groups = next((one.security_groups for one in others if isinstance(one.security_groups, Known)), None)
    if groups is None:
        return None
    return added(
        MountTarget(
            id=f"{block.file_system.id}#{block.subnet.id}",
            origin=block.file_system.origin,
            file_system=Known(block.file_system.id),
            subnet=Known(block.subnet.id),
            security_groups=groups,
        ),
    )
