"""Network ACLs: one entry gone, or a subnet with an ACL that lets nothing through."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.faults.piece import Change, Piece, PieceKind
from sealane.records import replace
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from sealane.world.world import World


def pieces(world: World) -> Iterator[Piece]:
    """Yield every entry that allows, and every subnet with an ACL that has none."""
    for acl in world.table(NetworkAcl).values():
        for place, entry in enumerate(acl.entries):
            if entry.allow == Known(True):  # noqa: FBT003 - a value
                yield _entry(acl, place, entry)
    for subnet in world.table(Subnet).values():
        yield _closed(subnet, world)


def _entry(acl: NetworkAcl, place: int, entry: AclEntry) -> Piece:
    number = entry.number.value if isinstance(entry.number, Known) else f"?{place + 1}"
    family = "/ipv6" if isinstance(entry.cidr, Known) and ":" in entry.cidr.value else ""
    left = acl.entries[:place] + acl.entries[place + 1 :]
    return Piece(
        kind=PieceKind.ACL_ENTRY,
        handle=f"{acl.id}/{entry.direction}/{number}{family}",
        aliases=(entry.origin.name,) if entry.origin.name != acl.origin.name else (),
        origin=entry.origin,
        changes=(Change(before=acl, after=replace(acl, entries=left)),),
    )


def _closed(subnet: Subnet, world: World) -> Piece:
    """Return a subnet's border closed: it changes to an ACL of its own, of which AWS's last entry denies everything."""
    own = NetworkAcl(id=f"{subnet.id}#closed", origin=subnet.origin, vpc=subnet.vpc, subnets=(subnet.id,))
    changes = [
        Change(before=acl, after=replace(acl, subnets=tuple(key for key in acl.subnets if key != subnet.id)))
        for acl in world.table(NetworkAcl).values()
        if subnet.id in acl.subnets
    ]
    return Piece(
        kind=PieceKind.ACL,
        handle=subnet.id,
        aliases=(),
        origin=subnet.origin,
        changes=(*changes, Change(before=own, after=own)),
    )
