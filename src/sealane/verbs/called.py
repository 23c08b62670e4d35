"""What the containers of a spec call, added to a world: no plan tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.records import replace
from sealane.world.tasks import TaskDefinition

if TYPE_CHECKING:
    from sealane.world.world import World


def with_calls(world: World, called: tuple[str, ...]) -> World:
    """Add the AWS services that a spec says the containers call, which no plan tells."""
    tasks = world.table(TaskDefinition).values()
    return world.with_facts(*(replace(task, aws_services=called) for task in tasks)) if called else world
