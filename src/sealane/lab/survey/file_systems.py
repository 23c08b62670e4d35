"""Mount targets of EFS file systems: an address each, which serves NFS.

https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.listeners import Listener, Stands
from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.claims import Claim
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.land import Land
from sealane.world.stores import MountTarget

NFS = 2049


def space_of_mount(key: str) -> str:
    """Return the name of a mount target's space."""
    return f"mount:{key}"


def claims(land: Land) -> Iterator[Claim | Undrawn]:
    """Yield the interfaces of mount targets."""
    for target in land.world.table(MountTarget).values():
        values = (target.subnet, target.security_groups, target.file_system)
        yield from unknowns(f"mount target {target.origin.name}", *values)
        address = known(target.address, "")
        if known(target.subnet, "") in land.plots:
            yield Claim(
                name=space_of_mount(target.id),
                kind=SpaceKind.INTERFACE,
                stands_for=target.id,
                subnet=known(target.subnet, ""),
                groups=known(target.security_groups, ()),
                addresses=(address,) if address else (),
            )


def listeners(land: Land) -> Iterator[Listener]:
    """Yield who accepts connections at mount targets."""
    for target in land.world.table(MountTarget).values():
        if known(target.subnet, "") in land.plots:
            yield Listener(space=space_of_mount(target.id), port=NFS, stands=Stands.FILE_SYSTEM)
