"""From a start to a file system: its name first, then the mount target of the zone."""

from __future__ import annotations

from sealane.grammar.partitions import host as host_of
from sealane.reachability.atlas import Atlas
from sealane.reachability.file_systems import to_mount_target
from sealane.reachability.goal import MountGoal
from sealane.reachability.names import Kind, Question, resolve
from sealane.reachability.outcome import Outcome, doubted, opened, together
from sealane.reachability.start import Start, request
from sealane.world.stores import FileSystem
from sealane.world.values import Known, Unknown

# Stands for an id that is not known before an apply, where only the domain decides who answers.
_SOME = "fs-unknown"


def to_file_system(atlas: Atlas, start: Start, goal: MountGoal) -> Outcome:
    """Follow packets to the mount target of a file system and back."""
    host = goal.host.value if isinstance(goal.host, Known) else _some_host(start)
    named = resolve(atlas, Question(vpc=start.vpc, subnet=start.subnet, host=host, private=True))
    elsewhere = named.elsewhere
    if named.kind is not Kind.PUBLIC:
        elsewhere = (*elsewhere, Unknown(f"what {host} resolves to is not the file system's own answer"))
    names = named.outcome if named.outcome.blocks or not elsewhere else doubted(named.outcome, *elsewhere)
    file_system = atlas.find(FileSystem, goal.file_system)
    if not isinstance(file_system, Known):
        return together((names, opened(file_system)))
    return together((names, to_mount_target(atlas, start, file_system.value, request(goal.protocol, goal.port))))


def _some_host(start: Start) -> str:
    region = start.vpc.region
    try:
        return f"{_SOME}.{host_of('efs', region.value)}" if isinstance(region, Known) and region.value else _SOME
    except KeyError:
        return _SOME
