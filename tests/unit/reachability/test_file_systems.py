"""Mount targets: one in the task's zone, open on the NFS port."""

from __future__ import annotations

from dataclasses import replace

from sealane.world.gaps import Gap, Noun
from sealane.world.security_groups import Direction
from sealane.world.stores import FileSystem, MountTarget
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread
from tests.unit.reachability.estate import MOUNT, causes, each, findings, group, healthy, rule, verdicts, wounded


def test_a_zone_without_a_mount_target_has_none() -> None:
    """The name resolves to the mount target of the zone that asks."""
    world = wounded(without=((MountTarget, "mount-b"),))
    assert verdicts(world, MOUNT) == {"holds", "fails"}
    assert causes(world, MOUNT) == {"efs-mount-target-missing"}


def test_no_mount_target_at_all() -> None:
    """A file system without any cannot be mounted, unless the source does not show them all."""
    world = wounded(without=((MountTarget, "mount-a"), (MountTarget, "mount-b")))
    assert findings(world) == each(["mount"], "efs-mount-target-missing")
    gapped = replace(world, gaps=(Gap(noun=Noun.MOUNT_TARGETS, why=Unread("refused")),))
    assert findings(gapped) == each(["mount"], "unknown")


def test_a_closed_group_is_the_mount_targets_own() -> None:
    """It is no endpoint's group."""
    assert findings(wounded(group("mounts"))) == each(["mount"], "efs-group-ingress")
    other = rule(Direction.INGRESS, "tasks")
    assert findings(wounded(group("mounts", other))) == each(["mount"], "efs-group-ingress")


def test_zones_that_are_not_known_are_unknown() -> None:
    """Nobody can say whether the mount target is in the task's zone; in its subnet it surely is."""
    world = healthy()
    unknown = [replace(one, zone_name=Unknown("after apply")) for one in world.table(Subnet).values()]
    assert findings(world.with_facts(*unknown)) == each(["mount"], "unknown")
    targets = [replace(one, subnet=Known(f"tasks-{one.id[-1]}")) for one in world.table(MountTarget).values()]
    assert findings(world.with_facts(*unknown, *targets)) == {}


def test_zone_ids_count_before_names() -> None:
    """Names of zones differ from account to account, their ids do not."""
    world = healthy()
    subnets = [
        replace(one, zone_id=Known(f"use1-az{'12'['b' in one.id[-1]]}"), zone_name=Known("us-east-1x"))
        for one in world.table(Subnet).values()
    ]
    assert findings(world.with_facts(*subnets)) == {}


def test_an_unread_file_system_is_unknown() -> None:
    """A file system that the source does not have may be mounted."""
    assert findings(wounded(without=((FileSystem, "files"),))) == each(["mount"], "unknown")
