"""What a source with only its own part of an account takes for granted, so that the lack of it is no wound there.

Such a source (a plan, a state, a template) shows no image and no free address, and what it does not create is taken to
be there.
"""

from __future__ import annotations

from sealane.grammar.images import parse_in_task_definition
from sealane.world.stores import Bucket, FileSystem, Key, LogGroup, Parameter, Repository, Secret
from sealane.world.subnets import Subnet
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known
from sealane.world.world import World
from tests.worlds.healthy import REGION, healthy
from tests.worlds.render.inexpressible import Inexpressible, known

_TAKEN_TO_EXIST = (Bucket, FileSystem, Key, LogGroup, Parameter, Repository, Secret)
_ARCHITECTURES = {"X86_64": "amd64", "ARM64": "arm64"}


def check_assumed(world: World) -> None:
    """Refuse a world in which something is missing, full or other that such a source takes for granted."""
    _check_stores(world)
    for subnet in world.table(Subnet).values():
        if subnet.free_addresses == Known(0):
            reason = "how many addresses are free is not in the source"
            raise Inexpressible(reason)
    for task in world.table(TaskDefinition).values():
        for container in task.containers:
            _check_image(world, task, known(container.image))
            if container.log.driver == "awslogs":
                _check_log_group(world, dict(known(container.log.options)))


def _check_stores(world: World) -> None:
    well = healthy()
    for kind in _TAKEN_TO_EXIST:
        for key in well.table(kind):
            if key not in world.table(kind):
                reason = f"a {kind.__name__} that the source does not create is taken to exist"
                raise Inexpressible(reason)
    if any(secret.deleted == Known(True) for secret in world.table(Secret).values()):  # noqa: FBT003 - a value
        reason = "a secret that waits for its deletion is not in the source"
        raise Inexpressible(reason)


def _check_image(world: World, task: TaskDefinition, text: str) -> None:
    reference = parse_in_task_definition(text)
    if not reference.in_private_ecr:
        return
    for repository in world.table(Repository).values():
        if known(repository.name) != reference.repository:
            continue
        platform = f"{task.operating_system.split('_')[0].lower()}/{_ARCHITECTURES[task.architecture]}"
        for image in known(repository.images):
            there = reference.digest == image.digest or reference.tag in image.tags
            if there and platform in known(image.platforms) and not known(image.foreign_layers):
                return
    reason = "images are not in the source"
    raise Inexpressible(reason)


def _check_log_group(world: World, options: dict[str, str]) -> None:
    place = (options.get("awslogs-group"), options.get("awslogs-region"))
    if (
        all(place)
        and place[1] == REGION
        and all((known(group.name), known(group.region)) != place for group in world.table(LogGroup).values())
    ):
        reason = "a log group that the source does not create is taken to exist"
        raise Inexpressible(reason)
