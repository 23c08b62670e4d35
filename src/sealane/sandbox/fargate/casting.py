"""A world to the network of its tasks, and to the launch of each: what the lab is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.front.backends import Backends
from sealane.lab.front.layers import Layers
from sealane.lab.front.policies import judge_of
from sealane.lab.survey.survey import survey
from sealane.lab.task.supply import Keys
from sealane.proof.inventory import Inventory
from sealane.proof.task import task_of
from sealane.sandbox.clients import client
from sealane.sandbox.estate.roles import roles_of, trusts_of
from sealane.sandbox.fargate.life import Life
from sealane.sandbox.fargate.orders import Launch, Scene
from sealane.sandbox.record import Sandbox
from sealane.sandbox.registry import Registry
from sealane.startup.sequence import steps
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread
from sealane.world.world import World


class Casting:
    """Makes scenes and launches of one Region's worlds."""

    def __init__(self, sandbox: Sandbox, registry: Registry, region: str) -> None:
        """Take who answers behind the lab."""
        self._sandbox, self._registry, self._region = sandbox, registry, region

    def scene(self, world: World) -> Scene:
        """Return the network of a world."""
        settings = [one.setting for one in world.table(Service).values()]
        return Scene(
            blueprint=survey(world),
            judge=judge_of(world),
            backends=Backends(
                aws=self._sandbox.endpoint,
                account=self._sandbox.account,
                region=self._region,
                partition=settings[0].partition if settings else "aws",
                registry=self._registry.url,
                layers=Layers(self._registry.folder),
            ),
        )

    def launch(self, life: Life, world: World, blueprint: Blueprint, definition: Mapping[str, Any]) -> Launch | str:
        """Return a task's launch, or why it cannot be launched."""
        service = world.table(Service).get(life.arn)
        seat = next((one for one in blueprint.seats if one.service == life.arn), None)
        if service is None or seat is None:
            told = [one.why for one in blueprint.undrawn if one.service == life.arn]
            return f"its place in the network cannot be drawn: {', '.join(told) or 'its subnet is not known'}"
        found = task_of(service, world, Inventory(world))
        if isinstance(found, Unknown | Unread):
            return found.reason
        roles = roles_of(found.value, world, self._sandbox.account)
        return Launch(
            arn=life.arn,
            space=seat.space,
            subnet=seat.subnet,
            zone=_zone(world, seat.subnet),
            block=_block(world, seat.subnet),
            task=found.value,
            setting=service.setting,
            steps=steps(found.value, service.setting),
            keys={whose: self._keys(arn, life.id) for whose, (_, arn) in roles.items()},
            roles=roles,
            trusts=trusts_of(roles, world),
            definition=definition,
            overrides=life.overrides,
            cluster=life.cluster,
            service=life.group.removeprefix("service:") if life.group.startswith("service:") else "",
            folder=str(Path(self._sandbox.folder) / "tasks" / life.id),
            group=f"/sealane-{self._sandbox.instance}/{life.id}",
        )

    def _keys(self, role_arn: str, task_id: str) -> Keys:
        """Take a role, as ECS's control plane does, out of band."""
        sts = client(self._sandbox, "sts", self._region)
        said = sts.assume_role(RoleArn=role_arn, RoleSessionName=task_id)["Credentials"]
        return Keys(access_key=said["AccessKeyId"], secret_key=said["SecretAccessKey"], token=said["SessionToken"])


def address_of(blueprint: Blueprint, space: str) -> str:
    """Return the address of a task's interface, that of IPv4 before that of IPv6."""
    ends = [end for link in blueprint.links for end in (link.one, link.other) if end.space == space]
    addresses = sorted((one.ip for end in ends for one in end.addresses), key=lambda one: one.version)
    return str(addresses[0]) if addresses else ""


def _zone(world: World, key: str) -> str:
    subnet = world.table(Subnet).get(key)
    return subnet.zone_name.value if subnet and isinstance(subnet.zone_name, Known) else ""


def _block(world: World, key: str) -> str:
    subnet = world.table(Subnet).get(key)
    return subnet.cidr.value if subnet and isinstance(subnet.cidr, Known) else ""
