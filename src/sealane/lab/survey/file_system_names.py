"""The name of an EFS file system: the mount target in the zone of whoever asks, in a VPC with both DNS attributes on.

https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sealane.grammar.partitions import known_regions, partition_of
from sealane.lab.blueprint.names import Answer
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.mount_names import mount_host
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.known import known
from sealane.lab.survey.land import Land, Plot
from sealane.lab.survey.zones import same_zone
from sealane.world.stores import FileSystem, MountTarget
from sealane.world.values import Known
from sealane.world.vpcs import Vpc

_ID = "fs-"


def answers(land: Land, vpc: Vpc, interfaces: Sequence[Interface]) -> Iterator[Answer | Undrawn]:
    """Yield the names of the file systems that have mount targets in a VPC."""
    if vpc.dns_support != Known(True) or vpc.dns_hostnames != Known(True):  # noqa: FBT003 - values
        return
    region = known(vpc.region, "") or next((service.setting.region for service in land.services), "")
    mounts = {one.stands_for: one for one in interfaces if one.vpc == vpc.id}
    for target in land.world.table(MountTarget).values():
        interface = mounts.get(target.id)
        names = _names(land, known(target.file_system, ""), region)
        if interface is None or not names:
            continue
        place = land.plots[interface.subnet]
        near = [plot for plot in land.plots.values() if plot.vpc == vpc.id]
        if any(same_zone(place.subnet, plot.subnet) is None for plot in near):
            yield Undrawn(what=f"name {names[0]}", why="which subnets are in the zone of a mount target is not known")
        clients = tuple(str(plot.ipv4) for plot in near if _is_near(place, plot))
        for name in names:
            yield Answer(name=name, addresses=interface.addresses, clients=clients)


def _names(land: Land, key: str, region: str) -> tuple[str, ...]:
    """Return what a file system is called: its id, as far as the source has it, and what steps call it."""
    if not key or region not in known_regions():
        return ()
    suffix = f"efs.{region}.{partition_of(region).dns_suffix}"
    called = (_identifier(land, key), key if key in land.world.table(FileSystem) else "")
    return tuple(dict.fromkeys(mount_host(f"{one}.{suffix}") for one in called if one))


def _is_near(place: Plot, plot: Plot) -> bool:
    return plot.ipv4 is not None and bool(same_zone(place.subnet, plot.subnet))


def _identifier(land: Land, key: str) -> str:
    """Return the id of a file system, as far as the source has it."""
    found = land.world.table(FileSystem).get(key)
    arn = known(found.arn, "") if found else ""
    named = arn.rpartition("/")[2] if isinstance(arn, str) else ""
    return next((text for text in (key, named) if text.startswith(_ID)), "")
