"""Every source that a world can be written for and read back from without Terraform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sealane.readers.capture.folder import read_folder
from sealane.readers.capture.read import world_of
from sealane.readers.cloudformation.read import world_of_template
from sealane.readers.plan.read import world_of_plan
from sealane.readers.state.read import world_of_state
from sealane.world.world import World
from tests.worlds.healthy import ACCOUNT, REGION
from tests.worlds.render.capture_folder import capture_of
from tests.worlds.render.cloudformation import template_of
from tests.worlds.render.plan import plan_of
from tests.worlds.render.rendered import Rendered
from tests.worlds.render.state import state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A world as a source tells it, with what stands there for the keys and origins of the world it was made of."""

    world: World
    keys: Mapping[str, str]
    origins: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source: a world written down, in a folder where it is not one document, and read back."""

    render: Callable[[World, Path], Rendered]
    read: Callable[[bytes, Path], World]

    def reading(self, world: World, folder: Path) -> Reading:
        """Write a world down and read it back.

        Raises:
            Inexpressible: when the source has no words for a part of the world.

        """
        rendered = self.render(world, folder)
        return Reading(world=self.read(rendered.document, folder), keys=rendered.keys, origins=rendered.origins)


def _read_template(document: bytes, _folder: Path) -> World:
    return world_of_template(document, "template.json", region=REGION, account=ACCOUNT)


SOURCES: Mapping[str, Source] = {
    "plan": Source(
        render=lambda world, _: plan_of(world), read=lambda document, _: world_of_plan(document, "plan.json")
    ),
    "state": Source(
        render=lambda world, _: state_of(world), read=lambda document, _: world_of_state(document, "state.json")
    ),
    "capture": Source(render=capture_of, read=lambda _, folder: world_of(read_folder(folder, "capture"))),
    "cloudformation": Source(render=lambda world, _: template_of(world), read=_read_template),
}
