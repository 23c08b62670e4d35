"""Mount targets that are not there, or closed, in words."""

from __future__ import annotations

from sealane.reachability.blocks.file_systems import MountTargetIngress, MountTargetMissing
from sealane.report.blocks.groups import names_of_groups, peers_of_tasks
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal
from sealane.world.values import Known

_NETWORK = "https://docs.aws.amazon.com/efs/latest/ug/network-access.html"
_TARGETS = "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html"


def _ingress(block: MountTargetIngress) -> Words:
    groups, peers = names_of_groups(block.groups), peers_of_tasks(block.task_groups, block.source)
    target = literal(block.mount_target.origin.name)
    return Words(
        sentence=f"{groups or 'no group'} of the mount target {target} does not admit {peers} on TCP port {block.port}",
        change=f"let {peers} in on TCP port {block.port} there",
        link=_NETWORK,
    )


def _missing(block: MountTargetMissing) -> Words:
    files, subnet = literal(block.file_system.origin.name), literal(block.subnet.origin.name)
    zone = f" ({literal(block.zone.value)})" if isinstance(block.zone, Known) and block.zone.value else ""
    return Words(
        sentence=f"{files} has no mount target in the zone of {subnet}{zone}",
        change=f"add a mount target in that zone, or take {subnet} out of the service",
        link=_TARGETS,
    )


TABLE: Wording = {MountTargetIngress: _ingress, MountTargetMissing: _missing}
