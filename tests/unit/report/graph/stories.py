"""Drawings whose texts are kept: a healthy service, one that breaks at several links, and one with a leak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sealane.drawing.picture import Picture
from sealane.report.graph.dot import as_dot
from sealane.report.graph.mermaid import as_mermaid
from sealane.world.endpoints import Endpoint
from sealane.world.policies import Role
from sealane.world.values import Known, Unread
from sealane.world.world import World
from tests.unit.drawing.pictures import drawn
from tests.worlds import healthy as well
from tests.worlds.wounds import seal


def broken() -> World:
    """Return a world with a missing endpoint, a closed file system, and an unreadable role."""
    world = well.healthy(well.group(well.FILES)).without(Endpoint, "vpce-logs")
    role = world.table(Role)[well.EXECUTION_ROLE]
    return world.with_facts(replace(role, trust=Unread("the trust policy was not read", "iam:GetRole")))


def leaking() -> World:
    """Return a world with two services, one of which the internet reaches by a load balancer."""
    wound = next(one for one in seal.wounds() if one.name == "a load balancer that faces the internet")
    name = "quiet"
    return wound.broken.with_facts(replace(well.service(), id=name, origin=well.origin(name), name=Known(name)))


STORIES: dict[str, Callable[[], Picture]] = {
    "healthy": lambda: drawn(well.healthy()),
    "broken": lambda: drawn(broken()),
    "leaking": lambda: drawn(leaking()),
}
FORMS: dict[str, Callable[[Picture], str]] = {"drawing.mmd": as_mermaid, "drawing.dot": as_dot}


def rendered(story: str, file: str) -> str:
    """Return what a file of a case must hold."""
    return FORMS[file](STORIES[story]()) + "\n"
